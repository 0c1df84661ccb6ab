// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { unknownProduct } from '../../../core/model/deal-edits.ts';
import { openPage } from './session-page.ts';

let page: ReturnType<typeof openPage>;

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	page.session.stop();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

async function opened(drawn: Record<string, string> = { 1: '10', 2: '0' }) {
	page = openPage(drawn);
	await page.answer(drawn);
}

const readAgain = () => page.session.heard({ type: 'facts.again' });

test('a colleague’s save is not this user’s edit, backwards: the newest figures hold, and the line is named', async () => {
	await opened();
	await page.type('2', '7');
	readAgain();
	await page.answer({ 1: '15', 2: '0' });
	expect(page.shown()).toEqual({ standing: 'live', discounts: { 1: '15', 2: '7' }, elsewhere: ['1'] });
	await page.type('2', '8');
	expect(page.shown()).toEqual({ standing: 'live', discounts: { 1: '15', 2: '8' }, elsewhere: ['1'] });
});

test('the same holds when the page itself caused the read, by leaving a field', async () => {
	await opened();
	await page.type('2', '7');
	page.requestEnded(10);
	await page.pass(2500);
	expect(page.reads).toHaveLength(2);
	await page.answer({ 1: '15', 2: '0' });
	expect(page.shown()).toEqual({ standing: 'live', discounts: { 1: '15', 2: '7' }, elsewhere: ['1'] });
});

test('a colleague’s save that is read while nothing is typed is named at once, and is no edit later', async () => {
	await opened();
	readAgain();
	await page.answer({ 1: '15', 2: '0' });
	expect(page.shown()).toEqual({ standing: 'live', discounts: { 1: '15', 2: '0' }, elsewhere: ['1'] });
	await page.type('2', '7');
	expect(page.shown()).toEqual({ standing: 'live', discounts: { 1: '15', 2: '7' }, elsewhere: ['1'] });
});

test('a line that the user edited himself stays his edit, whatever a colleague saved in it', async () => {
	await opened();
	await page.type('1', '20');
	readAgain();
	await page.answer({ 1: '15', 2: '0' });
	expect(page.shown().discounts).toEqual({ 1: '20', 2: '0' });
	expect(page.of('edits.read').at(-1)?.edits.lines['1']?.price?.typed.text).toBe('20');
});

test('once the page shows what a colleague saved nothing is said any more, and nothing is read twice', async () => {
	await opened();
	await page.type('2', '7');
	readAgain();
	await page.answer({ 1: '15', 2: '0' });
	expect(page.shown().elsewhere).toEqual(['1']);
	page.crm.rows['1'] = '15';
	await page.type('2', '9');
	expect(page.shown()).toEqual({ standing: 'live', discounts: { 1: '15', 2: '9' }, elsewhere: undefined });
	page.crm.editReads = 0;
	await page.type('2', '11');
	// At the key, at the second look after it, and at a turn of the timer.
	expect(page.crm.editReads).toBeLessThanOrEqual(3);
});

test('a line that a colleague added is not one that this user deleted', async () => {
	await opened();
	await page.type('2', '7');
	readAgain();
	await page.answer({ 1: '10', 2: '0', 3: '5' });
	expect(page.of('edits.read').at(-1)?.edits).toMatchObject({ removed: [], added: [], changedElsewhere: ['3'] });
	expect(page.shown().discounts).toEqual({ 1: '10', 2: '7', 3: '5' });
});

test('a line that a colleague deleted is not one that this user added', async () => {
	await opened({ 1: '10', 2: '0', 3: '5' });
	await page.type('2', '7');
	readAgain();
	await page.answer({ 1: '10', 2: '0' });
	expect(page.of('edits.read').at(-1)?.edits).toMatchObject({ removed: [], added: [], changedElsewhere: ['3'] });
	expect(page.shown().discounts).toEqual({ 1: '10', 2: '7' });
});

test('a line that this user deleted or added stays so beside a colleague’s save', async () => {
	await opened({ 1: '10', 2: '0', 3: '5' });
	delete page.crm.rows['3'];
	await page.type('new', '0');
	readAgain();
	await page.answer({ 1: '15', 2: '0', 3: '5' });
	const edits = page.of('edits.read').at(-1)?.edits;
	expect(edits).toMatchObject({ removed: ['3'], added: [{ id: 'new' }], changedElsewhere: ['1'] });
});

test('what this user saved is not said to be saved elsewhere, and can be typed back', async () => {
	await opened();
	await page.type('1', '15');
	await page.formCleaned();
	await page.answer({ 1: '15', 2: '0' });
	expect(page.shown().elsewhere).toBeUndefined();
	await page.type('1', '1');
	await page.type('1', '10');
	expect(page.shown()).toEqual({ standing: 'live', discounts: { 1: '10', 2: '0' }, elsewhere: undefined });
	expect(page.of('edits.read').at(-1)?.edits.lines['1']?.price?.typed.text).toBe('10');
});

test('a colleague’s save that comes with this user’s own is no edit either while the page is older', async () => {
	await opened();
	await page.type('1', '15');
	await page.formCleaned();
	await page.answer({ 1: '15', 2: '3' });
	// The form shows its own old row 2.
	await page.type('1', '16');
	expect(page.shown()).toEqual({ standing: 'live', discounts: { 1: '16', 2: '3' }, elsewhere: ['2'] });
});

test('what a press of the page’s own button changed is not said to be saved elsewhere, and can be typed back', async () => {
	await opened();
	await page.formCleaned();
	page.requestEnded(10);
	await page.pass(2500);
	page.crm.rows = { 1: '0', 2: '0' };
	await page.answer({ 1: '0', 2: '0' });
	expect(page.shown().elsewhere).toBeUndefined();
	await page.type('1', '1');
	await page.type('1', '10');
	expect(page.shown()).toEqual({ standing: 'live', discounts: { 1: '10', 2: '0' }, elsewhere: undefined });
});

test('a colleague’s save that the page’s own request brought up while nothing was typed is no edit later', async () => {
	await opened();
	await page.formCleaned();
	page.requestEnded(10);
	await page.pass(2500);
	await page.answer({ 1: '15', 2: '0' });
	await page.type('2', '7');
	expect(page.shown()).toEqual({ standing: 'live', discounts: { 1: '15', 2: '7' }, elsewhere: ['1'] });
});

test('a save whose request is heard before the form was looked at holds the edit all the same', async () => {
	await opened();
	await page.type('1', '15');
	await page.pass(2250);
	page.requestEnded(10);
	await page.pass(395);
	// No event and no turn of the timer before the page's request is acted on.
	page.crm.isChanged = false;
	await page.pass(10);
	expect(page.shown()).toMatchObject({ standing: 'saving', discounts: { 1: '15' } });
	expect(page.reads).toHaveLength(2);
});

const surcharge = {
	...unknownProduct,
	id: 'extra',
	description: 'Extra',
	quantity: '1',
	listPrice: '5',
	netPrice: '5',
};
const ofDialog = { by: 'discount', typed: { text: '5', value: '0.05' } } as const;

test.each([
	['adds', { added: [surcharge] }],
	['changes', { lines: { 1: { price: ofDialog }, 2: { price: ofDialog } } }],
])('what a dialog %s is told once what was typed before it is saved and read', async (_, dialog) => {
	await opened();
	await page.type('1', '15');
	// The client saves the form when the dialog opens.
	page.crm.dialog = dialog;
	await page.formCleaned();
	expect(page.of('edits.read').at(-1)?.edits.areLinesUnmatched).toBe(true);
	page.requestEnded(10);
	await page.pass(2500);
	await page.answer({ 1: '15', 2: '0' });
	const { areLinesUnmatched, changedElsewhere, ...edits } = page.of('edits.read').at(-1)?.edits ?? {};
	expect(edits).toMatchObject(dialog);
	expect({ areLinesUnmatched, changedElsewhere }).toEqual({ areLinesUnmatched: false, changedElsewhere: undefined });
});

test('a line that a dialog added is not one that this user deleted while the page has not drawn it yet', async () => {
	await opened();
	page.crm.dialog = { added: [surcharge] };
	await page.type('2', '0');
	expect(page.of('edits.read').at(-1)?.edits.added).toHaveLength(1);
	page.crm.dialog = null;
	await page.formCleaned();
	// The form still shows two rows, which it holds against what is saved.
	page.crm.isChanged = true;
	await page.answer({ 1: '10', 2: '0', 3: '5' });
	const edits = page.of('edits.read').at(-1)?.edits;
	expect([edits?.added, edits?.removed, edits?.changedElsewhere]).toEqual([[], [], undefined]);
	expect(page.shown()).toEqual({ standing: 'live', discounts: { 1: '10', 2: '0', 3: '5' }, elsewhere: undefined });
	page.crm.rows['3'] = '5';
	await page.type('3', '6');
	expect(page.shown()).toEqual({ standing: 'live', discounts: { 1: '10', 2: '0', 3: '6' }, elsewhere: undefined });
	page.crm.editReads = 0;
	await page.type('3', '7');
	expect(page.crm.editReads).toBeLessThanOrEqual(3);
});

test('a save elsewhere that was taken back is not said any more', async () => {
	await opened();
	readAgain();
	await page.answer({ 1: '15', 2: '0' });
	readAgain();
	await page.answer({ 1: '10', 2: '0' });
	expect(page.shown()).toEqual({ standing: 'live', discounts: { 1: '10', 2: '0' }, elsewhere: undefined });
	page.crm.editReads = 0;
	await page.type('2', '7');
	// Nothing is read twice any more: at the key, at the second look, and at a turn of the timer.
	expect(page.crm.editReads).toBeLessThanOrEqual(3);
});

test('a change of the deal itself is told with no line named', async () => {
	await opened();
	readAgain();
	await page.answer({ 1: '10', 2: '0' }, { amount: '1' });
	expect(page.shown().elsewhere).toEqual([]);
});

test('what this user saved can be put back in one go', async () => {
	await opened();
	await page.type('1', '15');
	await page.formCleaned();
	await page.answer({ 1: '15', 2: '0' });
	await page.type('1', '10');
	expect(page.shown()).toEqual({ standing: 'live', discounts: { 1: '10', 2: '0' }, elsewhere: undefined });
});

test('what this user saved is not said to be saved elsewhere when only the last look finds it', async () => {
	await opened();
	await page.type('1', '15');
	await page.formCleaned();
	await page.answer({ 1: '10', 2: '0' });
	await page.pass(2000);
	await page.answer({ 1: '15', 2: '3' });
	expect(page.shown()).toEqual({ standing: 'live', discounts: { 1: '15', 2: '3' }, elsewhere: undefined });
});

test('an amount that a colleague saved is not this user’s edit, backwards', async () => {
	page = openPage({ 1: '10', 2: '0' });
	await page.answer({ 1: '10', 2: '0' }, { amount: '100' });
	page.crm.amount = '100';
	await page.type('2', '7');
	readAgain();
	await page.answer({ 1: '10', 2: '0' }, { amount: '120' });
	const { amount, changedElsewhere } = page.of('edits.read').at(-1)?.edits ?? {};
	expect({ amount, changedElsewhere }).toEqual({ amount: undefined, changedElsewhere: [] });
	page.crm.amount = '90';
	await page.type('2', '8');
	expect(page.of('edits.read').at(-1)?.edits.amount).toEqual({ text: '90', value: '90' });
});

test('where rows are known by their number alone, a line that a colleague added takes no figure away', async () => {
	page = openPage({ 1: '10', 2: '0' });
	page.crm.rowsThatFit = 'same-number';
	await page.answer({ 1: '10', 2: '0' });
	await page.type('2', '7');
	readAgain();
	await page.answer({ 1: '10', 2: '0', 3: '5' });
	expect(page.of('edits.read').at(-1)?.edits.areLinesUnmatched).toBe(false);
	expect(page.shown().discounts).toEqual({ 1: '10', 2: '7', 3: '5' });
});

test('a page that shows a part of what a colleague saved has not caught up', async () => {
	await opened({ 1: '10', 2: '0', 3: '0' });
	readAgain();
	await page.answer({ 1: '15', 2: '3', 3: '0' });
	page.crm.rows['1'] = '15';
	await page.type('3', '7');
	expect(page.shown()).toEqual({ standing: 'live', discounts: { 1: '15', 2: '3', 3: '7' }, elsewhere: ['1', '2'] });
});
