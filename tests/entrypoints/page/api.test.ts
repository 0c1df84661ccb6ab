import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { pageApi } from '../../../entrypoints/page/api.ts';

vi.mock('wxt/browser', async () => {
	const { fakeBrowser: browser } = await import('wxt/testing/fake-browser');
	return { browser };
});

const { signal } = new AbortController();

beforeEach(() => fakeBrowser.reset());

afterEach(() => {
	vi.useRealTimers();
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
	const callApi = pageApi('demo', 'https://crm.example');
	expect(await callApi({ method: 'POST', url: '/api/deals?x=1', body: '{}', via: 'page' }, signal)).toEqual({
		status: 429,
		headers: { 'content-type': 'application/json', 'retry-after': '5' },
		text: '{"error":1}',
	});
	expect(asked).toMatchObject([
		{
			url: 'https://crm.example/api/deals?x=1',
			wishes: {
				method: 'POST',
				body: '{}',
				mode: 'same-origin',
				credentials: 'include',
				// Without it a session that has ended is answered with a challenge, and the browser asks for a password.
				headers: { 'x-requested-with': 'XMLHttpRequest' },
			},
		},
	]);
});

test('a server that challenges is asked once, for at each request the browser would ask for a password', async () => {
	let headers: Record<string, string> = {};
	const asked = network(() => new Response('no', { status: 401, headers }));
	const callApi = pageApi('demo', 'https://crm.example');
	const request = { method: 'GET', url: '/api', via: 'page' } as const;
	// A server that says “signed out” without a challenge is asked again: somebody may have signed in.
	await callApi(request, signal);
	await callApi(request, signal);
	expect(asked).toHaveLength(2);
	headers = { 'WWW-Authenticate': 'Basic realm="crm"' };
	expect(await callApi(request, signal)).toMatchObject({ status: 401 });
	expect(await callApi({ ...request, url: '/api/other' }, signal)).toMatchObject({ status: 401 });
	expect(asked).toHaveLength(3);
	// Loaded anew, the page asks again.
	await pageApi('demo', 'https://crm.example')(request, signal);
	expect(asked).toHaveLength(4);
});

test('a network that refuses and a read that was given up answer nothing', async () => {
	network(() => {
		throw new TypeError('Failed to fetch');
	});
	const callApi = pageApi('demo', 'https://crm.example');
	expect(await callApi({ method: 'GET', url: '/api', via: 'page' }, signal)).toBeNull();
	vi.stubGlobal('fetch', async (_url: URL, { signal: given }: RequestInit) => {
		given?.throwIfAborted();
		return new Response('{}');
	});
	expect(await callApi({ method: 'GET', url: '/api', via: 'page' }, AbortSignal.abort())).toBeNull();
});

test('a request that needs a token goes to the background, and the page’s own session nowhere', async () => {
	const asked = network(() => new Response('{}'));
	const heard: unknown[] = [];
	let answer: unknown = { ok: true, value: 'token-missing' };
	fakeBrowser.runtime.onMessage.addListener(async (message: unknown) => {
		heard.push(message);
		return { res: answer };
	});
	const callApi = pageApi('hubspot', 'https://app.hubspot.com');
	const request = { method: 'GET', url: '/crm/v3/objects/deals/1', via: 'token' } as const;
	expect(await callApi(request, signal)).toBe('token-missing');
	expect(heard).toMatchObject([
		{ type: 'api.call', data: { crm: 'hubspot', site: 'https://app.hubspot.com', request } },
	]);
	const read = { status: 200, headers: {}, text: '{}' };
	answer = { ok: true, value: read };
	expect(await callApi(request, signal)).toEqual(read);
	answer = { ok: false, error: 'not-allowed' };
	expect(await callApi(request, signal)).toBeNull();
	expect(asked).toEqual([]);
});

test('a read that was given up meanwhile answers nothing', async () => {
	const reading = new AbortController();
	fakeBrowser.runtime.onMessage.addListener(async () => {
		reading.abort();
		return { res: { ok: true, value: { status: 200, headers: {}, text: '{}' } } };
	});
	const request = { method: 'GET', url: '/crm/v3/objects/deals/1', via: 'token' } as const;
	expect(await pageApi('hubspot', 'https://app.hubspot.com')(request, reading.signal)).toBeNull();
});

test('a CRM that asks to wait and does not say how long is left alone for ten seconds, which are told', async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-24T10:00:00.000Z') });
	network(() => new Response('slow', { status: 429 }));
	const callApi = pageApi('demo', 'https://crm.example');
	const read = () => callApi({ method: 'GET', url: '/api', via: 'page' }, signal);
	expect(await read()).toMatchObject({ headers: { 'retry-after': '10' } });
	vi.setSystemTime(Date.parse('2026-11-24T10:00:07.500Z'));
	expect(await read()).toMatchObject({ headers: { 'retry-after': '3' } });
});

test('a CRM that asks to wait is not asked again before, and then it is', async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-24T10:00:00.000Z') });
	let status = 429;
	const asked = network(() => new Response('slow', { status, headers: { 'Retry-After': '30' } }));
	const callApi = pageApi('demo', 'https://crm.example');
	const read = () => callApi({ method: 'GET', url: '/api', via: 'page' }, signal);
	await read();
	vi.setSystemTime(Date.parse('2026-11-24T10:00:20.000Z'));
	expect(await read()).toMatchObject({ status: 429, text: 'slow', headers: { 'retry-after': '10' } });
	expect(asked).toHaveLength(1);
	vi.setSystemTime(Date.parse('2026-11-24T10:00:31.000Z'));
	status = 200;
	expect(await read()).toMatchObject({ status: 200 });
	expect(asked).toHaveLength(2);
});

test('a background that never answers is not waited for without end', async () => {
	vi.useFakeTimers();
	fakeBrowser.runtime.onMessage.addListener(() => new Promise(() => undefined));
	const request = { method: 'GET', url: '/crm/v3/objects/deals/1', via: 'token' } as const;
	const answer = pageApi('hubspot', 'https://app.hubspot.com')(request, signal);
	await vi.advanceTimersByTimeAsync(45_000);
	expect(await answer).toBeNull();
	expect(vi.getTimerCount()).toBe(0);
});
