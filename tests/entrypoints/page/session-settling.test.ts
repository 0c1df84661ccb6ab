// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isFrameLoading } from '../../../entrypoints/page/settling.ts';
import { openPage } from './session-page.ts';

let page: ReturnType<typeof openPage>;

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	page?.session.stop();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

/** A quote that is read, with 15 % typed into a line that is saved at 10 %. */
async function typedFifteen() {
	page = openPage({ 1: '10', 2: '0' });
	await page.answer({ 1: '10', 2: '0' });
	await page.type('1', '15');
	expect(page.shown()).toMatchObject({ standing: 'live', discounts: { 1: '15', 2: '0' } });
}

test('after Save the edit stands, marked, until the CRM was read anew', async () => {
	await typedFifteen();
	await page.formCleaned();
	expect(page.reads).toHaveLength(2);
	for (let looks = 0; looks < 20; looks += 1) {
		expect(page.shown()).toMatchObject({ standing: 'saving', discounts: { 1: '15' } });
		await page.pass(50);
	}
	await page.answer({ 1: '15', 2: '0' });
	expect(page.shown()).toMatchObject({ standing: 'live', discounts: { 1: '15' } });
	expect(page.of('edits.read').at(-1)?.edits.lines).toEqual({});
});

test('a read that began before the save does not end it', async () => {
	await typedFifteen();
	page.session.heard({ type: 'facts.again' });
	const early = page.reads.at(-1);
	await page.formCleaned();
	expect(early?.signal.aborted).toBe(true);
	expect(page.reads).toHaveLength(3);
});

test('a save that came while the record was being read is not taken for an edit that was given up', async () => {
	await typedFifteen();
	page.session.heard({ type: 'facts.again' });
	// The form is clean before anybody has looked at it again.
	page.crm.isChanged = false;
	await page.answer({ 1: '10', 2: '0' });
	expect(page.shown()).toMatchObject({ standing: 'saving', discounts: { 1: '15' } });
	expect(page.reads).toHaveLength(3);
	await page.answer({ 1: '15', 2: '0' });
	expect(page.shown()).toMatchObject({ standing: 'live', discounts: { 1: '15' } });
});

test('an edit that was given up goes within 400 ms, and is called live once nothing has come since', async () => {
	await typedFifteen();
	await page.formCleaned({ 1: '10', 2: '0' });
	await page.pass(30);
	await page.answer({ 1: '10', 2: '0' });
	expect(page.shown()).toMatchObject({ standing: 'saving', discounts: { 1: '15' } });
	await page.pass(360);
	expect(page.shown()).toMatchObject({ standing: 'checking', discounts: { 1: '10' } });
	await page.pass(1500);
	expect(page.shown()).toMatchObject({ standing: 'checking', discounts: { 1: '10' } });
	await page.answer({ 1: '10', 2: '0' });
	expect(page.shown()).toMatchObject({ standing: 'live', discounts: { 1: '10' } });
});

test('a save that no record of requests tells of is found before anything is called live', async () => {
	await typedFifteen();
	await page.formCleaned();
	await page.answer({ 1: '10', 2: '0' });
	await page.pass(2000);
	expect(page.shown().standing).toBe('checking');
	await page.answer({ 1: '15', 2: '0' });
	expect(page.shown()).toMatchObject({ standing: 'live', discounts: { 1: '15' } });
});

test('a read that finds nothing changed does not count while the save is on its way', async () => {
	await typedFifteen();
	await page.formCleaned();
	await page.answer({ 1: '10', 2: '0' });
	await page.pass(1200);
	expect(page.shown().standing).toBe('checking');
	// The save took 1.2 s: its request is known only now that it has ended.
	page.requestEnded(1250);
	await page.pass(100);
	expect(page.reads).toHaveLength(3);
	await page.answer({ 1: '15', 2: '0' });
	expect(page.shown()).toMatchObject({ standing: 'live', discounts: { 1: '15' } });
});

test('a frame of the page that is still loading holds the edit', async () => {
	await typedFifteen();
	const frame = document.createElement('iframe');
	document.body.append(frame);
	Object.defineProperty(frame.contentDocument, 'readyState', { configurable: true, value: 'loading' });
	await page.formCleaned();
	await page.answer({ 1: '10', 2: '0' });
	await page.pass(2000);
	expect(page.shown()).toMatchObject({ standing: 'saving', discounts: { 1: '15' } });
	frame.remove();
	await page.pass(200);
	await page.answer({ 1: '15', 2: '0' });
	expect(page.shown()).toMatchObject({ standing: 'live', discounts: { 1: '15' } });
});

test('a page that never stops asking its server does not keep its figures from being called live for ever', async () => {
	await typedFifteen();
	await page.formCleaned();
	for (let looks = 0; looks < 40; looks += 1) {
		await page.answer({ 1: '10', 2: '0' });
		await page.pass(500);
		page.requestEnded(10);
	}
	expect(page.shown().standing).toBe('live');
});

test('what cannot be read after a save is never called live, and is read again by itself, later each time', async () => {
	await typedFifteen();
	await page.formCleaned();
	await page.refuse({ code: 'server-failed' });
	expect(page.shown()).toMatchObject({ standing: 'not-read-again', discounts: { 1: '15' } });
	const began: number[] = [];
	let ms = 0;
	for (let known = page.reads.length; ms < 20_000; ms += 100) {
		await page.pass(100);
		if (page.reads.length === known) continue;
		known = page.reads.length;
		began.push(Math.round(ms / 1000));
		await page.refuse({ code: 'api-unreachable' });
		expect(page.shown()).toMatchObject({ standing: 'not-read-again', discounts: { 1: '15' } });
	}
	expect(began).toEqual([2, 6, 14]);
	await page.pass(16_000);
	await page.answer({ 1: '15', 2: '0' });
	expect(page.shown()).toMatchObject({ standing: 'live', discounts: { 1: '15' } });
	expect(page.of('edits.read').at(-1)?.edits.lines).toEqual({});
});

test('what is typed while a save is read for goes on top of it', async () => {
	await typedFifteen();
	await page.formCleaned();
	await page.type('2', '7');
	expect(page.shown()).toMatchObject({ standing: 'saving', discounts: { 1: '15', 2: '7' } });
	await page.answer({ 1: '15', 2: '0' });
	expect(page.shown()).toMatchObject({ standing: 'live', discounts: { 1: '15', 2: '7' } });
	expect(Object.keys(page.of('edits.read').at(-1)?.edits.lines ?? {})).toEqual(['2']);
});

test('a second save before the first was read holds both', async () => {
	await typedFifteen();
	await page.formCleaned();
	await page.type('2', '7');
	await page.formCleaned();
	expect(page.shown()).toMatchObject({ standing: 'saving', discounts: { 1: '15', 2: '7' } });
	await page.answer({ 1: '15', 2: '7' });
	expect(page.shown()).toMatchObject({ standing: 'live', discounts: { 1: '15', 2: '7' } });
});

test('a value that is typed back to the saved one is no save', async () => {
	await typedFifteen();
	await page.type('1', '10');
	expect(page.shown()).toMatchObject({ standing: 'live', discounts: { 1: '10' } });
	expect(page.reads).toHaveLength(1);
});

test('rows that fit no saved line because they were saved are not shown with the figures of before', async () => {
	page = openPage({ 1: '10' });
	await page.answer({ 1: '10' });
	await page.type('new', '5');
	expect(page.of('edits.read').at(-1)?.edits.added).toHaveLength(1);
	await page.formCleaned({ 1: '10', 3: '5' });
	expect(page.of('edits.settling').at(-1)).toMatchObject({ phase: 'saving', edits: { added: [{ id: 'new' }] } });
	await page.answer({ 1: '10', 3: '5' });
	expect(page.shown()).toMatchObject({ standing: 'live', discounts: { 1: '10', 3: '5' } });
});

test('the next record has nothing of what was being saved in the one before', async () => {
	await typedFifteen();
	await page.formCleaned();
	const { ref } = page.crm;
	page.crm.ref = ref && { ...ref, id: 'other' };
	page.session.look();
	await page.pass(700);
	const ofOther = page.posted.filter((message) => 'ref' in message && message.ref.id === 'other');
	expect(ofOther.map(({ type }) => type)).toEqual(['record.shown', 'facts.reading']);
});

test('a second save holds the first one too where the page shows its old row until it was answered', async () => {
	await typedFifteen();
	await page.formCleaned({ 1: '10', 2: '0' });
	await page.type('2', '7');
	expect(page.shown()).toMatchObject({ standing: 'saving', discounts: { 1: '15', 2: '7' } });
	await page.formCleaned({ 1: '10', 2: '0' });
	expect(page.shown()).toMatchObject({ standing: 'saving', discounts: { 1: '15', 2: '7' } });
});

test('a line that was deleted stays so, marked, until the CRM was read anew', async () => {
	page = openPage({ 1: '10', 2: '0' });
	await page.answer({ 1: '10', 2: '0' });
	delete page.crm.rows['2'];
	await page.type('1', '15');
	await page.formCleaned();
	expect(page.of('edits.settling').at(-1)).toMatchObject({ phase: 'saving', edits: { removed: ['2'] } });
	await page.answer({ 1: '15' });
	expect(page.shown()).toMatchObject({ standing: 'live', discounts: { 1: '15' } });
});

test('rows of what is being saved that fit no saved line take no figure away', async () => {
	await typedFifteen();
	page.crm.rowsThatFit = 'none';
	await page.formCleaned();
	expect(page.of('edits.settling').at(-1)).toMatchObject({ phase: 'saving', edits: { areLinesUnmatched: false } });
	expect(page.shown()).toMatchObject({ standing: 'saving', discounts: { 1: '15' } });
	expect(page.reads).toHaveLength(2);
});

test('a frame of the page’s own site is on its way until it holds what it is to hold', () => {
	document.body.innerHTML = '<iframe></iframe>';
	expect(isFrameLoading(document)).toBe(false);
	const frame = document.querySelector('iframe') as HTMLIFrameElement;
	frame.setAttribute('src', 'http://127.0.0.1:9/quote');
	// Until something comes it is a complete document that holds nothing.
	const empty = { URL: 'about:blank', readyState: 'complete' };
	Object.defineProperty(frame, 'contentDocument', { configurable: true, value: empty });
	expect(isFrameLoading(document)).toBe(true);
	Object.defineProperty(frame, 'contentDocument', { value: { ...empty, URL: 'http://127.0.0.1:9/quote' } });
	expect(isFrameLoading(document)).toBe(false);
	document.body.innerHTML = '';
});
