import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FolderError, readApiFolders, savedAnswer } from '../../scripts/read/api-folder.ts';

const origin = 'https://crm.example';

/** A folder with these files. */
function folder(files: Readonly<Record<string, unknown>>): string {
	const path = mkdtempSync(join(tmpdir(), 'dealside-api-'));
	mkdirSync(path, { recursive: true });
	for (const [name, content] of Object.entries(files))
		writeFileSync(join(path, name), typeof content === 'string' ? content : JSON.stringify(content));
	return path;
}

/** Name of the file that answers. */
function answering(files: Readonly<Record<string, unknown>>, url: string, method = 'GET', body?: string) {
	return savedAnswer(readApiFolders([folder(files)]).answers, { method, url, body }, origin)?.name ?? null;
}

const to = (request: object) => ({ request: { method: 'GET', ...request }, status: 200, answer: {} });

test('an address is told by path and query, with * for any text, however it is encoded', () => {
	const files = { 'deal.json': to({ url: '/deals/*?$select=name,amount' }), 'all.json': to({ url: '/deals' }) };
	expect(answering(files, `${origin}/deals/7?%24select=name%2Camount`)).toBe('deal');
	expect(answering(files, `${origin}/deals`)).toBe('all');
	expect(answering(files, `${origin}/deals?x=1`)).toBeNull();
	expect(answering(files, `${origin}/deals`, 'POST')).toBeNull();
	expect(answering(files, 'https://other.example/deals')).toBeNull();
});

test('another host is told by its whole address', () => {
	const files = { 'token.json': to({ url: 'https://api.crm.example/v2/*' }) };
	expect(answering(files, 'https://api.crm.example/v2/deals')).toBe('token');
	expect(answering(files, `${origin}/v2/deals`)).toBeNull();
});

test('a body is told by what must be in it', () => {
	const post = (body: unknown) => ({ ...to({}), request: { method: 'POST', url: '/rpc', body } });
	const files = {
		'a-json.json': post({ model: 'deal', args: [[1, 2], '*'] }),
		'b-form.json': post('module=Quotes&record=*'),
	};
	const asked = (body: string) => answering(files, `${origin}/rpc`, 'POST', body);
	expect(asked('{"id":9,"model":"deal","args":[[1,2],{"lang":"de"}]}')).toBe('a-json');
	expect(asked('{"model":"deal","args":[[1,2,3],{}]}')).toBeNull();
	expect(asked('{"model":"deal","args":[[1,2]]}')).toBeNull();
	expect(asked('module=Quotes&record=a%20b')).toBe('b-form');
	expect(asked('module=Deals&record=1')).toBeNull();
});

test('a page’s own folder answers and is signed in first', () => {
	const common = folder({
		'deal.json': to({ url: '/deals/1' }),
		'session.json': { localStorage: { token: 'common', user: '1' }, cookies: { sid: 'x' } },
	});
	const own = folder({ 'denied.json': to({ url: '/deals/*' }), 'session.json': { localStorage: { token: 'own' } } });
	const api = readApiFolders([own, join(common, 'missing'), common]);
	expect(api.answers.map(({ name }) => name)).toEqual(['denied', 'deal']);
	expect(api.session).toEqual({ localStorage: { token: 'own', user: '1' }, sessionStorage: {}, cookies: { sid: 'x' } });
});

test('a file that is not as it must be is named', () => {
	for (const file of [
		'{',
		'[]',
		{ status: 200, answer: 1 },
		{ request: { method: 'GET' }, status: 200, answer: 1 },
		{ request: { method: 'GET', url: '/' }, answer: 1 },
		{ request: { method: 'GET', url: '/' }, status: 200 },
		{ request: { method: 'GET', url: '/' }, status: 200, headers: { etag: 7 }, answer: 1 },
	]) {
		const path = folder({ 'bad.json': file });
		expect(() => readApiFolders([path])).toThrow(FolderError);
		expect(() => readApiFolders([path])).toThrow(/bad\.json/);
	}
	expect(() => readApiFolders([folder({ 'session.json': { cookies: 'sid=1' } })])).toThrow(FolderError);
});
