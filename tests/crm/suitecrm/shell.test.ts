import { describe, expect, test, vi } from 'vitest';
import type { ApiAnswer, CallApi } from '../../../crm/contract.ts';
import { suitecrm } from '../../../crm/suitecrm/index.ts';
import { nothing } from '../nothing.ts';
import { folderApi, openPage } from '../open-page.ts';
import { type SavedPage, savedPages } from '../saved-pages.ts';

/** What version 8 does beyond what saved pages show: its answers and its addresses. */

const pages = savedPages('suitecrm');
const { signal } = new AbortController();
const other = '7f3a1c22-0000-4a11-9c11-64f0a0004799';

function saved(name: string): SavedPage & { expected: { front: NonNullable<SavedPage['expected']['front']> } } {
	const page = pages.find((candidate) => candidate.name === name);
	if (!page?.expected.front) throw new Error(`${name} has no record`);
	return { ...page, expected: { ...page.expected, front: page.expected.front } };
}

const json = (answer: unknown, status = 200): ApiAnswer => ({
	status,
	headers: { 'content-type': 'application/json' },
	text: JSON.stringify(answer),
});

/** Reads a page whose calls `instead` may answer before the saved answers do. */
async function read(name: string, instead: (url: string, body: string) => ApiAnswer | undefined) {
	const page = saved(name);
	const api = folderApi(page);
	const callApi: CallApi = async (request, given) =>
		instead(request.url, request.body ?? '') ?? api.callApi(request, given);
	return suitecrm.open(callApi).readFacts(openPage(page), page.expected.front, signal);
}

const isRecord = (url: string, body: string) => url === '/api/graphql' && body.includes('"record"');

describe('answers of version 8', () => {
	test('a refused token is said as signed out', async () => {
		const refused = json({ title: 'An error occurred', detail: 'Invalid CSRF token' }, 403);
		expect(await read('8-opportunity-view', (url, body) => (isRecord(url, body) ? refused : undefined))).toEqual({
			ok: false,
			error: { code: 'signed-out' },
		});
	});

	test('another refusal is signed out only when the session says so', async () => {
		const ask = (active: boolean) =>
			read('8-opportunity-view', (url, body) =>
				isRecord(url, body) ? json({}, 403) : url === '/session-status' ? json({ active }) : undefined,
			);
		expect(await ask(false)).toMatchObject({ error: { code: 'signed-out' } });
		expect(await ask(true)).toMatchObject({ error: { code: 'not-allowed' } });
	});

	test('a record that does not exist comes empty, with status 200', async () => {
		const empty = json({ data: { getRecord: { _id: 'x', attributes: { id: '', name: '' }, acls: ['view'] } } });
		expect(await read('8-opportunity-view', (url, body) => (isRecord(url, body) ? empty : undefined))).toEqual({
			ok: false,
			error: { code: 'record-missing' },
		});
	});

	test('a quote that the user may not see is not shown, though its values come', async () => {
		const page = saved('8-quote-edit');
		const given = page.api.answers.find(({ name }) => name === '8-record-quote')?.text ?? '';
		const text = given.replace('"list","edit","view","delete"', '"delete"');
		expect(text).not.toBe(given);
		const answer = { ...json({}), text };
		expect(await read('8-quote-edit', (url, body) => (isRecord(url, body) ? answer : undefined))).toEqual({
			ok: false,
			error: { code: 'not-allowed' },
		});
	});

	test('a module without a right to it is not allowed', async () => {
		const refused = json({ errors: [{ message: 'Internal server error' }], data: { getRecord: null } });
		expect(await read('8-quote-edit', (url, body) => (isRecord(url, body) ? refused : undefined))).toEqual({
			ok: false,
			error: { code: 'not-allowed' },
		});
	});

	test('the query goes by its later name where the first one is unknown', async () => {
		const page = saved('8-quote-edit');
		const given = page.api.answers.find(({ name }) => name === '8-record-quote')?.text ?? '';
		const result = await read('8-quote-edit', (url, body) => {
			if (!isRecord(url, body)) return undefined;
			if (body.includes('getRecord')) return json({ errors: [{ message: 'Cannot query field "getRecord" on type' }] });
			return { ...json({}), text: given.replace('"getRecord"', '"record"') };
		});
		expect(result).toMatchObject({ ok: true, value: { facts: { name: 'Cold-store retrofit phase 2', number: '1' } } });
	});

	test('who may not edit a quote gets its lines from the autocomplete, whatever its labels are', async () => {
		const denied = { ...json({}), text: '<html><body><span id="seconds_left">3</span></body></html>' };
		const line = {
			id: 'line-1',
			name: 'Control panel CP-7',
			part_number: 'CP-7',
			number: '1',
			product_id: 'product-2',
			product_qty: '4.0000',
			product_cost_price: '1020.000000',
			product_list_price: '1850.000000',
			product_discount: '250.000000',
			discount: 'Betrag',
			product_unit_price: '1600.000000',
			product_total_price: '6400.000000',
			parent_id: saved('8-quote-edit').expected.front.id,
		};
		const found = json({ totalCount: 1, fields: [line] });
		const result = await read('8-quote-edit', (url) =>
			url.includes('quicksearchQuery') ? found : url.includes('action=EditView') ? denied : undefined,
		);
		expect(result).toMatchObject({
			ok: true,
			value: {
				facts: { lines: [{ quantity: '4', listPrice: '1850', discounts: [], netPrice: '1600', unitCost: '1020' }] },
			},
		});
	});
});

describe('the record in front of version 8', () => {
	test('stays while the address is ahead of what is drawn', () => {
		const page = openPage(saved('8-opportunity-view'));
		const front = suitecrm.recordInFront(page);
		const ahead = { ...page, url: new URL(page.url.href.replace(front?.id ?? '', other)) };
		vi.useFakeTimers({ toFake: ['Date'] });
		vi.setSystemTime(Date.now() + 10_000);
		expect(suitecrm.recordInFront(ahead)).toEqual(front);
		vi.useRealTimers();
		const name = page.document.querySelector('scrm-varchar-detail');
		if (name) name.textContent = 'Another deal';
		expect(suitecrm.recordInFront(ahead)?.id).toBe(other);
	});

	test('stays while the frame of its quote is replaced, and goes with its address', () => {
		const page = openPage(saved('8-quote-edit'));
		const front = suitecrm.recordInFront(page);
		page.document.querySelector('iframe')?.replaceWith(page.document.createElement('iframe'));
		expect(suitecrm.recordInFront(page)).toEqual(front);
		expect(suitecrm.recordInFront({ ...page, url: new URL('https://suitecrm.example/#/home') })).toBeNull();
	});

	test('stays while a busy server saves it, and tells no edit of its own meanwhile', async () => {
		vi.useFakeTimers({ toFake: ['Date'] });
		const page = openPage(saved('8-quote-edit'));
		const { front } = saved('8-quote-edit').expected;
		const reader = suitecrm.open(folderApi(saved('8-quote-edit')).callApi);
		const read = await reader.readFacts(page, front, signal);
		expect(suitecrm.recordInFront(page)).toEqual(front);
		if (!read.ok) throw new Error(read.error.code);
		const frame = page.document.querySelector('iframe');
		frame?.replaceWith(frame.cloneNode());
		page.document.querySelector('iframe')?.removeAttribute('srcdoc');
		vi.setSystemTime(Date.now() + 20_000);
		expect(suitecrm.recordInFront(page)).toEqual(front);
		expect(reader.readEdits(page, read.value.facts)).toMatchObject({ ok: true, value: { lines: nothing, added: [] } });
		expect(reader.readTotals?.(page, read.value.facts)).toBeNull();
		expect(reader.isEditing(page)).toBe(false);
		vi.setSystemTime(Date.now() + 31_000);
		expect(suitecrm.recordInFront(page)).toBeNull();
		vi.useRealTimers();
	});

	test('is taken from what is drawn, not from an address that says “edit”', () => {
		const page = openPage(saved('8-opportunity-view'));
		const edit = { ...page, url: new URL(page.url.href.replace('/record/', '/edit/')) };
		expect(suitecrm.recordInFront(edit)).toEqual(saved('8-opportunity-view').expected.front);
		expect(suitecrm.open(async () => null).isEditing(edit)).toBe(false);
	});
});

test('a field that is drawn and not filled yet is no edit', async () => {
	const page = saved('8-opportunity-edit');
	const open = openPage(page);
	const reader = suitecrm.open(folderApi(page).callApi);
	const facts = await reader.readFacts(open, page.expected.front, signal);
	const field = open.document.querySelector<HTMLInputElement>('.dynamic-field-name-amount input');
	if (!facts.ok || !field) throw new Error('the page has no amount');
	field.value = '';
	field.className = 'form-control ng-untouched ng-pristine ng-valid';
	expect(reader.readEdits(open, facts.value.facts)).toMatchObject({ ok: true, value: { lines: nothing } });
	expect(reader.readEdits(open, facts.value.facts)).not.toHaveProperty('value.amount');
	field.className = 'form-control ng-dirty ng-invalid is-invalid';
	field.value = '36120.';
	expect(reader.readEdits(open, facts.value.facts)).toHaveProperty('value.amount', { text: '36120.', value: null });
});
