import { beforeEach, expect, test, vi } from 'vitest';
import type { ClaimAnswer } from '../../../messages/line.ts';
import { type ConnectionStatus, createPageConnection, type PagePort } from '../../../stores/deal/connection.ts';

function fakePort() {
	const port: PagePort & { readonly posted: unknown[]; isClosed: boolean } = {
		posted: [],
		isClosed: false,
		onmessage: null,
		postMessage: (message: unknown) => void port.posted.push(message),
		close: () => {
			port.isClosed = true;
		},
	};
	return { port, say: (data: unknown) => port.onmessage?.call({} as MessagePort, { data } as MessageEvent) };
}

const page = { nowMs: 0, isSeen: true };

function open(claim: (word: string) => Promise<ClaimAnswer> = async () => 'yours') {
	const statuses: ConnectionStatus[] = [];
	const heard: string[] = [];
	const proven = vi.fn<() => void>();
	const connection = createPageConnection({
		claim,
		onMessage: ({ type }) => heard.push(type),
		onStatus: (status) => statuses.push(status),
		onProven: proven,
		isSeen: () => page.isSeen,
		nowMs: () => page.nowMs,
	});
	return { connection, statuses, heard, proven };
}

const alive = { type: 'page.alive' };
const focus = { type: 'focus.take' };

beforeEach(() => {
	page.nowMs = 0;
	page.isSeen = true;
});

test('a line is heard once the content script says that it is this frame’s', async () => {
	const { connection, statuses, heard, proven } = open();
	const { port, say } = fakePort();
	await connection.offered('word', port);
	expect([proven.mock.calls.length, statuses]).toEqual([1, []]);
	say(focus);
	expect([statuses, heard]).toEqual([['connected'], ['focus.take']]);
	connection.post({ type: 'facts.again' });
	expect(port.posted).toEqual([{ type: 'facts.again' }]);
});

test('a line that a page offers, for which nobody vouches, is closed unheard', async () => {
	const { connection, statuses, heard, proven } = open(async () => 'unknown');
	const { port, say } = fakePort();
	await connection.offered('made up', port);
	say(focus);
	connection.post({ type: 'facts.again' });
	expect([port.isClosed, port.posted, heard, statuses, proven.mock.calls.length]).toEqual([true, [], [], [], 0]);
});

test('a second claim ends the line for good, on either side', async () => {
	const second = open(async () => 'ended');
	await second.connection.offered('word', fakePort().port);
	expect(second.statuses).toEqual(['ended']);

	const { connection, statuses, heard } = open();
	const { port, say } = fakePort();
	await connection.offered('word', port);
	say(alive);
	say({ type: 'line.ended' });
	expect([statuses, port.isClosed]).toEqual([['connected', 'ended'], true]);
	const later = fakePort();
	await connection.offered('another', later.port);
	later.say(focus);
	page.nowMs = 10_000;
	connection.look();
	expect([statuses.at(-1), heard]).toEqual(['ended', []]);
});

test('a line that ended while another was still being asked about stays ended', async () => {
	let refuse: (cause: Error) => void = () => undefined;
	const answers: Promise<ClaimAnswer>[] = [
		Promise.resolve('yours'),
		new Promise((_, reject) => {
			refuse = reject;
		}),
	];
	const { connection, statuses } = open(() => answers.shift() ?? Promise.reject(new Error('asked once more')));
	const { port, say } = fakePort();
	await connection.offered('word', port);
	const asked = connection.offered('another', fakePort().port);
	say({ type: 'line.ended' });
	refuse(new Error('the extension was replaced'));
	await asked;
	expect(statuses).toEqual(['ended']);
});

test('a page that says nothing for most of a second is called silent, for long lost, and is back at its next word', async () => {
	const { connection, statuses, heard } = open();
	const { port, say } = fakePort();
	await connection.offered('word', port);
	say(alive);
	page.nowMs = 700;
	connection.look();
	expect(statuses).toEqual(['connected']);
	page.nowMs = 900;
	connection.look();
	expect(statuses).toEqual(['connected', 'silent']);
	page.nowMs = 7000;
	connection.look();
	expect(statuses.at(-1)).toBe('lost');
	say(alive);
	expect(statuses).toEqual(['connected', 'silent', 'lost', 'connected']);
	expect(heard).toEqual([]);
});

test('while nobody sees the frame silence says nothing', async () => {
	const { connection, statuses } = open();
	const { port, say } = fakePort();
	await connection.offered('word', port);
	say(alive);
	page.isSeen = false;
	page.nowMs = 60_000;
	connection.look();
	page.isSeen = true;
	connection.seenAgain();
	page.nowMs = 60_500;
	connection.look();
	expect(statuses).toEqual(['connected']);
});

test('a frame whose extension was replaced is lost', async () => {
	const { connection, statuses } = open(() => Promise.reject(new Error('context invalidated')));
	await connection.offered('word', fakePort().port);
	expect(statuses).toEqual(['lost']);
	connection.post({ type: 'facts.again' });
});

test('what is not a message of ours is not passed on', async () => {
	const { connection, heard, statuses } = open();
	const { port, say } = fakePort();
	await connection.offered('word', port);
	for (const message of [
		null,
		'facts.read',
		{ type: 'facts.read' },
		{ type: 'layout.shown', layout: { side: 'top' } },
		[],
	])
		say(message);
	expect([heard, statuses]).toEqual([[], []]);
});
