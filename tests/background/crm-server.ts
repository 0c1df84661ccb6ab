import { createHash } from 'node:crypto';

/** What an address answers: a response, or nothing because the network refuses. */
type Wanted = { readonly status: number; readonly body: string; readonly headers?: Record<string, string> } | 'refused';

export interface CrmServer {
	/** Every request that went out, in order. */
	readonly asked: { readonly url: string; readonly authorization: string | null; readonly credentials: string }[];
	readonly signIns: URL[];
	/** The firm whose tokens it gives. */
	instance: string;
	answer(path: string, wanted: Wanted): void;
	/** A window was opened at this address: its challenge is what the code has to prove. */
	signInAsked(address: URL): void;
	accept(token: string): void;
	/** Tokens that went out are no longer good. */
	endTokens(): void;
	takeConsentBack(): void;
	readonly fetch: typeof fetch;
}

/** The far side of a CRM's API and of its sign-in, which holds PKCE as RFC 7636 says. */
export function startCrmServer(): CrmServer {
	const answers = new Map<string, Wanted>();
	const good = new Set<string>();
	let challenge: string | null = null;
	let refresh: string | null = null;
	let count = 0;

	function tokens(): Response {
		count += 1;
		good.add(`access-${count}`);
		refresh = `refresh-${count}`;
		return Response.json({
			access_token: `access-${count}`,
			refresh_token: refresh,
			...(server.instance ? { instance_url: server.instance } : {}),
			...(challenge === null ? { expires_in: 3600 } : {}),
		});
	}

	function token(fields: URLSearchParams): Response {
		const refused = (error: string) => Response.json({ error }, { status: 400 });
		if (fields.get('client_id') !== 'client') return refused('invalid_client_id');
		if (fields.get('grant_type') === 'refresh_token')
			return refresh !== null && fields.get('refresh_token') === refresh ? tokens() : refused('invalid_grant');
		const proof = createHash('sha256')
			.update(fields.get('code_verifier') ?? '')
			.digest('base64url');
		const isProven = challenge === null ? fields.get('client_secret') === 'own-secret' : proof === challenge;
		return isProven && fields.get('code') === 'the-code' ? tokens() : refused('invalid_grant');
	}

	function respond(url: URL, headers: Headers, body: string): Response {
		if (url.pathname.endsWith('/token')) return token(new URLSearchParams(body));
		const wanted = answers.get(url.pathname);
		if (wanted === 'refused') throw new TypeError('Failed to fetch');
		if (wanted)
			return new Response(wanted.body, {
				status: wanted.status,
				headers: { 'content-type': 'application/json', ...wanted.headers },
			});
		const given = headers.get('authorization')?.split(' ')[1] ?? '';
		return good.has(given)
			? Response.json({ records: [] })
			: Response.json([{ errorCode: 'INVALID_SESSION_ID' }], { status: 401 });
	}

	const server: CrmServer = {
		asked: [],
		signIns: [],
		instance: 'https://acme.my.salesforce.com',
		answer: (path, wanted) => void answers.set(path, wanted),
		signInAsked(address) {
			server.signIns.push(address);
			challenge = address.searchParams.get('code_challenge');
		},
		accept: (session) => void good.add(session),
		endTokens: () => good.clear(),
		takeConsentBack: () => {
			refresh = null;
		},
		fetch: async (input, wishes) => {
			const url = new URL(String(input));
			const headers = new Headers(wishes?.headers);
			server.asked.push({
				url: url.href,
				authorization: headers.get('authorization'),
				credentials: String(wishes?.credentials),
			});
			return respond(url, headers, String(wishes?.body ?? ''));
		},
	};
	return server;
}
