import { createServer as createProxy, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { selfSigned } from '../read/certificate.ts';

/** Answers one request to one of the hosts. */
export type Answer = (request: IncomingMessage & { readonly body: string }, response: ServerResponse) => void;

/** Hosts of CRMs by their real names, answered by this machine. */
export interface CrmHosts {
	/** What Chromium has to be started with. */
	readonly switches: readonly string[];
	/** Port of a proxy on this machine that leads every host to these; Firefox knows no other way. */
	readonly proxyPort: number;
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
	const known = new Set(hosts.map((host) => (host.includes(':') ? host : `${host}:443`)));
	const proxy = createProxy();
	proxy.on('connect', ({ url = '' }: IncomingMessage, client: Socket) => {
		// What the browser itself would load is nobody's here.
		if (!known.has(url)) {
			client.destroy();
			return;
		}
		const through = connect(port, '127.0.0.1', () => client.write('HTTP/1.1 200 Connection established\r\n\r\n'));
		through.pipe(client).pipe(through);
		for (const end of [through, client]) end.on('error', () => [through, client].map((one) => one.destroy()));
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	return {
		proxyPort: (proxy.address() as AddressInfo).port,
		switches: [
			`--host-resolver-rules=${hosts.map((host) => `MAP ${host} 127.0.0.1:${port}`).join(', ')}`,
			'--ignore-certificate-errors',
		],
		stop: () => {
			server.closeAllConnections();
			proxy.closeAllConnections();
			proxy.close();
			return new Promise((resolve) => server.close(() => resolve()));
		},
	};
}
