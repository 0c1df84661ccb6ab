import { expect, test } from 'vitest';
import { readPageStatus, readToPage } from '../../messages/port.ts';
import { readFromPage } from '../../stores/deal/from-page.ts';
import { fixtureDeal } from '../fixtures/fixture-deal.ts';

const { ref } = fixtureDeal;
const order = { type: 'discount.write', id: 'a', ref, lineId: '1', write: { discount: '0.082' } };

test('an order to write a discount, or the text before it, is taken as it is', () => {
	expect(readToPage(order)).toEqual(order);
	const undo = { ...order, write: { text: '', over: '8,2' } };
	expect(readToPage(undo)).toEqual(undo);
	for (const discount of ['0', '1', '0.175', '1.000']) {
		expect(readToPage({ ...order, write: { discount } })).not.toBeNull();
	}
});

test('an order for a discount that is none never reaches the page', () => {
	for (const discount of ['1.01', '-0.1', '15', '0,1', '1e-1', '', '0.', 0.1, null, `0.${'1'.repeat(50)}`]) {
		expect(readToPage({ ...order, write: { discount } })).toBeNull();
	}
	for (const write of [null, undefined, {}, { text: '15' }, { over: '8' }]) {
		expect(readToPage({ ...order, write })).toBeNull();
	}
	for (const part of ['id', 'ref', 'lineId']) expect(readToPage({ ...order, [part]: undefined })).toBeNull();
	expect(readToPage({ ...order, ref: null })).toBeNull();
});

test('what the page says of writing is taken only in the shapes that are known', () => {
	const possible = { type: 'discount.possible', ref, lines: { 1: 'yes', 2: 'busy' } };
	const answered = { type: 'discount.answered', ref, id: 'a' };
	const good = [
		possible,
		{ ...answered, result: { ok: true, value: { before: '10', now: '8.2' } } },
		{ ...answered, result: { ok: false, error: { code: 'not-taken', text: '7', before: '10' } } },
		{ ...answered, result: { ok: false, error: { code: 'record-changed' } } },
	];
	for (const message of good) expect(readFromPage(message)).toBe(message);
	const bad = [
		{ ...possible, lines: { 1: 'maybe' } },
		{ ...possible, lines: null },
		{ ...possible, ref: null },
		{ ...answered, result: { ok: true, value: { before: '10' } } },
		{ ...answered, result: { ok: false, error: { code: 'whatever' } } },
		{ ...answered, result: { ok: false, error: { code: 'busy', text: 7 } } },
		{ ...answered, id: 1, result: { ok: false, error: { code: 'busy' } } },
		answered,
	];
	for (const message of bad) expect(readFromPage(message)).toBeNull();
});

test('what a page says of itself is taken in its shape alone', () => {
	const status = { crm: 'demo', crmTitle: 'Demo CRM', hasDeal: true };
	expect(readPageStatus({ ...status, secret: 1 })).toEqual(status);
	expect(readPageStatus({ ...status, isExpelled: true })).toEqual({ ...status, isExpelled: true });
	expect(readPageStatus({ ...status, isExpelled: 'yes' })).toEqual(status);
	expect(readPageStatus({ crm: 'demo' })).toBeNull();
});
