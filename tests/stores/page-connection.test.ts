import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ConnectionStatus, createPageConnection, type PagePort } from '../../stores/page-connection.ts';

function fakePort() {
	const messages: ((message: unknown) => void)[] = [];
	const drops: (() => void)[] = [];
	const posted: unknown[] = [];
	const port: PagePort = {
		postMessage: (message) => void posted.push(message),
		onMessage: { addListener: (listener) => void messages.push(listener) },
		onDisconnect: { addListener: (listener) => void drops.push(listener) },
	};
	return {
		port,
		posted,
		say: (message: unknown) => messages.forEach((listener) => void listener(message)),
		drop: () => drops.forEach((listener) => void listener()),
	};
}

function openAll(connect: () => PagePort | Promise<PagePort>) {
	const statuses: ConnectionStatus[] = [];
	const heard: string[] = [];
	const connection = createPageConnection({
		connect,
		onMessage: ({ type }) => heard.push(type),
		onStatus: (status) => statuses.push(status),
	});
	return { connection, statuses, heard };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a dropped port is opened again, and what the old one still says is not heard', async () => {
	const ports = [fakePort(), fakePort()];
	let opened = 0;
	const { connection, statuses, heard } = openAll(() => ports[opened++]?.port as PagePort);
	await connection.open();
	ports[0]?.say({ type: 'focus.take' });
	ports[0]?.drop();
	await vi.advanceTimersByTimeAsync(200);
	ports[0]?.say({ type: 'focus.take' });
	expect(heard).toHaveLength(1);
	ports[1]?.say({ type: 'focus.take' });
	expect(heard).toHaveLength(2);
	expect(statuses).toEqual(['connected', 'connecting', 'connected']);
});

test('a port that drops twice without a word between is lost', async () => {
	const ports = [fakePort(), fakePort()];
	let opened = 0;
	const { connection, statuses } = openAll(() => ports[opened++]?.port as PagePort);
	await connection.open();
	ports[0]?.drop();
	await vi.advanceTimersByTimeAsync(200);
	ports[1]?.drop();
	await vi.advanceTimersByTimeAsync(1000);
	expect(statuses).toEqual(['connecting', 'lost']);
	expect(opened).toBe(2);
});

test('an extension that was replaced under the page is lost at once', async () => {
	const { connection, statuses } = openAll(() => Promise.reject(new Error('context invalidated')));
	await connection.open();
	expect(statuses).toEqual(['lost']);
	connection.post({ type: 'facts.again' });
});

test('what is not a message of ours is not passed on', async () => {
	const far = fakePort();
	const { connection, heard, statuses } = openAll(() => far.port);
	await connection.open();
	for (const message of [
		null,
		'facts.read',
		{ type: 'facts.read' },
		{ type: 'layout.shown', layout: { side: 'top' } },
		[],
	])
		far.say(message);
	expect(heard).toEqual([]);
	expect(statuses).toEqual([]);
});
