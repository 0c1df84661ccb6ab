import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from '../read/certificate.ts';

/** Answers one request to one of the hosts. */
export type Answer = (request: IncomingMessage & { readonly body: string }, response: ServerResponse) => void;

/** Hosts of CRMs by their real names, answered by this machine. */
export interface CrmHosts {
	/** What Chromium has to be started with. */
	readonly switches: readonly string[];
	stop(): Promise<void>;
}

/** Serves `hosts` over TLS; each request is answered by `answer`. */
export async function startCrmHosts(hosts: readonly string[], answer: Answer): Promise<CrmHosts> {
	const server = createServer(selfSigned(), async (request, response) => {
		let body = '';
		for await (const chunk of request) body += chunk;
		answer(Object.assign(request, { body }), response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		switches: [
			`--host-resolver-rules=${hosts.map((host) => `MAP ${host} 127.0.0.1:${port}`).join(', ')}`,
			'--ignore-certificate-errors',
		],
		stop: () => {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		},
	};
}
