import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RecordRef } from '../../../core/model/deal.ts';
import { followed, looks } from '../../../crm/kit/front.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const ref = (id: string, kind: RecordRef['kind'] = 'quote'): RecordRef => ({
	crm: 'demo',
	site: 'https://demo.example',
	kind,
	id,
});

test('the last record stays in front while the page still shows it', () => {
	const { follow } = followed(5000);
	const page = {};
	expect(follow(page, ref('1'), 'Pumps')).toEqual(ref('1'));
	expect(follow(page, ref('2'), 'Pumps')).toEqual(ref('1'));
	expect(follow(page, ref('1', 'opportunity'), 'Pumps')).toEqual(ref('1'));
	expect(follow(page, ref('2'), 'Valves')).toEqual(ref('2'));
	expect(follow(page, ref('3'), 'Valves')).toEqual(ref('2'));
});

test('two records that look the same are told apart by time', () => {
	const { follow } = followed(5000);
	const page = {};
	follow(page, ref('1'), 'Pumps');
	vi.advanceTimersByTime(4999);
	expect(follow(page, ref('2'), 'Pumps')).toEqual(ref('1'));
	vi.advanceTimersByTime(1);
	expect(follow(page, ref('2'), 'Pumps')).toEqual(ref('2'));
});

test('time counts from the last look at the record itself', () => {
	const { follow } = followed(5000);
	const page = {};
	follow(page, ref('1'), 'Pumps');
	vi.advanceTimersByTime(60_000);
	follow(page, ref('1'), 'Pumps');
	expect(follow(page, ref('2'), 'Pumps')).toEqual(ref('1'));
});

test('a page that says nothing is taken at its address’s word', () => {
	const { follow } = followed(5000);
	const page = {};
	for (const nothing of ['', null]) {
		follow(page, ref('1'), nothing);
		expect(follow(page, ref('2'), nothing)).toEqual(ref('2'));
	}
});

test('what a page says beside its text keeps the last record in front for as long as it says so', () => {
	const { follow } = followed(5000);
	const page = {};
	follow(page, ref('1'), 'Pumps');
	vi.advanceTimersByTime(60_000);
	expect(follow(page, ref('2'), 'Valves', ({ id }) => id === '1')).toEqual(ref('1'));
	expect(follow(page, ref('2'), 'Valves', () => false)).toEqual(ref('2'));
});

test('each page is followed by itself, and forgotten when it is left', () => {
	const front = followed(5000);
	const [left, right] = [{}, {}];
	front.follow(left, ref('1'), 'Pumps');
	expect(front.follow(right, ref('2'), 'Pumps')).toEqual(ref('2'));
	front.forget(left);
	expect(front.follow(left, ref('2'), 'Pumps')).toEqual(ref('2'));
});

test('a look is remembered for so long as is asked', () => {
	const seen = looks<string>();
	const page = {};
	expect(seen.last(page, 10)).toBeNull();
	seen.keep(page, 'once');
	vi.advanceTimersByTime(10);
	expect(seen.last(page, 10)).toBeNull();
	expect(seen.last(page, 11)).toBe('once');
	expect(seen.last(page, Number.POSITIVE_INFINITY)).toBe('once');
});
