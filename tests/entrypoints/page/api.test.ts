import { afterEach, expect, test, vi } from 'vitest';
import { pageApi } from '../../../entrypoints/page/api.ts';

const { signal } = new AbortController();

afterEach(() => {
	vi.unstubAllGlobals();
});

/** Answers every request and keeps what was asked. */
function network(answer: () => Response) {
	const asked: { url: string; wishes: RequestInit }[] = [];
	vi.stubGlobal('fetch', async (url: URL, wishes: RequestInit) => {
		asked.push({ url: url.href, wishes });
		return answer();
	});
	return asked;
}

test('an answer of any status comes with the headers that matter', async () => {
	const headers = { 'Content-Type': 'application/json', 'Retry-After': '5', Server: 'crm' };
	const asked = network(() => new Response('{"error":1}', { status: 429, headers }));
	const callApi = pageApi('https://crm.example');
	expect(await callApi({ method: 'POST', url: '/api/deals?x=1', body: '{}', via: 'page' }, signal)).toEqual({
		status: 429,
		headers: { 'content-type': 'application/json', 'retry-after': '5' },
		text: '{"error":1}',
	});
	expect(asked).toMatchObject([
		{
			url: 'https://crm.example/api/deals?x=1',
			wishes: { method: 'POST', body: '{}', mode: 'same-origin', credentials: 'include' },
		},
	]);
});

test('a network that refuses and a read that was given up answer nothing', async () => {
	network(() => {
		throw new TypeError('Failed to fetch');
	});
	const callApi = pageApi('https://crm.example');
	expect(await callApi({ method: 'GET', url: '/api', via: 'page' }, signal)).toBeNull();
	vi.stubGlobal('fetch', async (_url: URL, { signal: given }: RequestInit) => {
		given?.throwIfAborted();
		return new Response('{}');
	});
	expect(await callApi({ method: 'GET', url: '/api', via: 'page' }, AbortSignal.abort())).toBeNull();
});

test('a request that needs a token leaves the page alone', async () => {
	const asked = network(() => new Response('{}'));
	const answer = await pageApi('https://crm.example')(
		{ method: 'GET', url: 'https://api.crm.example/deals', via: 'token' },
		signal,
	);
	expect(answer).toBe('token-missing');
	expect(asked).toEqual([]);
});
