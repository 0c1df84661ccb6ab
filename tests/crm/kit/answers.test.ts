import { expect, test } from 'vitest';
import type { ApiAnswer, CallApi } from '../../../crm/contract.ts';
import {
	allPages,
	askJson,
	asResult,
	currency,
	day,
	dayOrNull,
	decimal,
	decimalOrNull,
	ifAllowed,
	inBatches,
	moment,
	object,
	objects,
	ReadError,
	text,
	textOrNull,
} from '../../../crm/kit/answers.ts';

const { signal } = new AbortController();

/** What an adapter makes of an answer. */
function reading(answer: Partial<ApiAnswer> | 'token-missing' | null) {
	const callApi: CallApi = async () =>
		answer === null || answer === 'token-missing' ? answer : { status: 200, headers: {}, text: '{}', ...answer };
	return asResult(() => askJson(callApi, { method: 'GET', url: '/api', via: 'page' }, signal));
}

/** What an adapter makes of a value in an answer. */
function checked(check: () => unknown) {
	return asResult(async () => check());
}

test('each status is said by its own code', async () => {
	const codes = [401, 403, 404, 410, 500, 503, 400, 302].map(async (status) => {
		const result = await reading({ status });
		return result.ok ? 'ok' : result.error.code;
	});
	expect(await Promise.all(codes)).toEqual([
		'signed-out',
		'not-allowed',
		'record-missing',
		'record-missing',
		'server-failed',
		'server-failed',
		'api-changed',
		'api-changed',
	]);
	expect(await reading({ status: 201, text: '[1]' })).toEqual({ ok: true, value: [1] });
});

test('silence, a missing token and a page instead of data are three different things', async () => {
	expect(await reading(null)).toEqual({ ok: false, error: { code: 'api-unreachable' } });
	expect(await reading('token-missing')).toEqual({ ok: false, error: { code: 'token-missing' } });
	expect(await reading({ text: '<!doctype html><title>Log in</title>' })).toEqual({
		ok: false,
		error: { code: 'not-json' },
	});
});

test('a CRM that asks to wait says how long, or does not', async () => {
	const limited = (headers: Record<string, string>) => reading({ status: 429, headers });
	expect(await limited({ 'retry-after': '30' })).toEqual({
		ok: false,
		error: { code: 'rate-limited', retryAfterMs: 30_000 },
	});
	expect(await limited({ 'retry-after': 'Mon, 01 Jan 2024 00:00:00 GMT' })).toEqual({
		ok: false,
		error: { code: 'rate-limited', retryAfterMs: 0 },
	});
	expect(await limited({ 'retry-after': 'soon' })).toEqual({ ok: false, error: { code: 'rate-limited' } });
	expect(await limited({})).toEqual({ ok: false, error: { code: 'rate-limited' } });
});

test('a value of another type is named and not guessed', async () => {
	const changed = (field: string) => ({ ok: false, error: { code: 'api-changed', field } });
	expect(await checked(() => object([], 'deal'))).toEqual(changed('deal'));
	expect(await checked(() => objects([{}, 1], 'lines'))).toEqual(changed('lines'));
	expect(await checked(() => text({ name: 7 }, 'name'))).toEqual(changed('name'));
	expect(await checked(() => textOrNull({}, 'name'))).toEqual(changed('name'));
	expect(await checked(() => decimalOrNull({}, 'price'))).toEqual(changed('price'));
	for (const price of ['1,5', '', '1e3', true, Number.NaN, 2 ** 60, '１２'])
		expect(await checked(() => decimal({ price }, 'price')), String(price)).toEqual(changed('price'));
	expect(await checked(() => textOrNull({ name: null }, 'name'))).toEqual({ ok: true, value: null });
});

test('numbers become plain decimals', () => {
	const of = (price: unknown) => decimal({ price }, 'price');
	expect([of('12.50'), of(12.5), of(-0.25), of(1e-7), of(-1.25e-7), of(0), of(456)]).toEqual([
		'12.50',
		'12.5',
		'-0.25',
		'0.0000001',
		'-0.000000125',
		'0',
		'456',
	]);
});

test('days, moments and currencies are whole or not there', async () => {
	const changed = { ok: false, error: { code: 'api-changed', field: 'at' } };
	for (const at of ['2026-13-01', '18.12.2026', '2026-12-18T00:00:00Z', ''])
		expect(await checked(() => day({ at }, 'at')), at).toEqual(changed);
	for (const at of ['2026-12-18', '2026-12-18T10:00:00', '2026-12-18T25:00:00Z', 'now'])
		expect(await checked(() => moment({ at }, 'at')), at).toEqual(changed);
	for (const at of ['€', 'eur', 'EURO']) expect(await checked(() => currency({ at }, 'at')), at).toEqual(changed);
	expect([day({ at: '2026-12-18' }, 'at'), dayOrNull({ at: null }, 'at'), currency({ at: 'EUR' }, 'at')]).toEqual([
		'2026-12-18',
		null,
		'EUR',
	]);
	expect(moment({ at: '2026-11-20T15:05:11.482+0100' }, 'at')).toBe('2026-11-20T14:05:11.482Z');
});

test('a part that is refused is null, and any other failure stays one', async () => {
	const failing = (code: ReadError['failure']['code']) => Promise.reject(new ReadError(code));
	expect(await ifAllowed(Promise.resolve('read'))).toBe('read');
	expect(await ifAllowed(failing('not-allowed'))).toBeNull();
	expect(await ifAllowed(failing('record-missing'))).toBeNull();
	await expect(ifAllowed(failing('signed-out'))).rejects.toThrow('signed-out');
	await expect(ifAllowed(failing('record-missing'), ['not-allowed'])).rejects.toThrow('record-missing');
	await expect(ifAllowed(Promise.reject(new Error('not-allowed')))).rejects.toThrow(Error);
});

test('ids are asked for in batches, in their order', () => {
	expect(inBatches([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
	expect(inBatches([1, 2], 2)).toEqual([[1, 2]]);
	expect(inBatches([], 2)).toEqual([]);
});

test('a list is read to its last page, and is null when it does not end', async () => {
	const asked: string[] = [];
	const pages: Record<string, string | null> = { first: 'second', second: 'third', third: null };
	const read = async (at: string) => {
		asked.push(at);
		return { records: [at], next: pages[at] ?? null };
	};
	expect(await allPages('first', 3, read)).toEqual(['first', 'second', 'third']);
	expect(asked).toEqual(['first', 'second', 'third']);
	expect(await allPages('first', 2, read)).toBeNull();
	expect(await allPages('round', 5, async () => ({ records: [1], next: 'round' }))).toBeNull();
});
