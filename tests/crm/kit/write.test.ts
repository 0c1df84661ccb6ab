import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import type { Until } from '../../../crm/contract.ts';
import { type DiscountWriting, possibilities, taken, writeDiscount } from '../../../crm/kit/write.ts';

const once: Until = async (look) => look();

/** A field that says "5", in a CRM that writes numbers without zeros at their end. */
function fieldOf(more: Partial<DiscountWriting<object>> = {}) {
	const { document } = new JSDOM('<input value="5">', { url: 'https://crm.example/' }).window;
	const field = document.querySelector('input') as HTMLInputElement;
	const done: string[] = [];
	const writing: DiscountWriting<object> = {
		locate: () => ({}),
		open: async () => field,
		isSame: (left, right) => Number(left) === Number(right),
		textOf: (discount) => String(Number(discount) * 100),
		put(_, text) {
			done.push(`put ${text}`);
			field.value = text;
		},
		readBack: (_, text) =>
			taken(
				once,
				1,
				() => field.value,
				(now) => Number(now) === Number(text),
				() => field.value,
			),
		leave: () => done.push('leave'),
		...more,
	};
	return { writing, done };
}

test('a discount is written, and read back with what stood there before', async () => {
	const { writing, done } = fieldOf();
	expect(await writeDiscount({ discount: '0.125' }, writing)).toEqual({
		ok: true,
		value: { before: '5', now: '12.5' },
	});
	expect(done).toEqual(['put 12.5']);
});

test('nothing is opened or written in a line that refuses it', async () => {
	const refusing: Partial<DiscountWriting<object>>[] = [{ locate: () => 'busy' }, { open: async () => 'busy' }];
	for (const more of refusing) {
		const { writing, done } = fieldOf(more);
		expect(await writeDiscount({ discount: '0.1' }, writing)).toEqual({ ok: false, error: { code: 'busy' } });
		expect(done).toEqual([]);
	}
});

test('a line that does not open in time is said to be slow', async () => {
	const { writing, done } = fieldOf({ open: async () => null });
	expect(await writeDiscount({ discount: '0.1' }, writing)).toEqual({ ok: false, error: { code: 'too-slow' } });
	expect(done).toEqual([]);
});

test('what was typed since is not taken back, and its line is left', async () => {
	const { writing, done } = fieldOf();
	const error = { code: 'changed-since', text: '5' };
	expect(await writeDiscount({ text: '0', over: '10' }, writing)).toEqual({ ok: false, error });
	expect(done).toEqual(['leave']);
	expect(await writeDiscount({ text: '0', over: '5.00' }, writing)).toMatchObject({ ok: true, value: { now: '0' } });
});

test('a discount that the field cannot say is not written', async () => {
	const { writing, done } = fieldOf({ textOf: () => null });
	expect(await writeDiscount({ discount: '0.1' }, writing)).toEqual({ ok: false, error: { code: 'not-editable' } });
	expect(done).toEqual([]);
});

test('what the field says is told where it is not what was written', async () => {
	const { writing } = fieldOf({ put: () => {} });
	const error = { code: 'not-taken', text: '5', before: '5' };
	expect(await writeDiscount({ discount: '0.1' }, writing)).toEqual({ ok: false, error });
	const slow = fieldOf({ readBack: async () => ({ now: '10', state: 'too-slow' }) });
	expect(await writeDiscount({ discount: '0.1' }, slow.writing)).toMatchObject({ error: { code: 'too-slow' } });
});

test('a line can be written in where nothing refuses it', () => {
	expect(possibilities([['1', {}] as const, ['2', 'busy'] as const])).toEqual({ 1: 'yes', 2: 'busy' });
});
