import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { evaluate } from '../../core/evaluate.ts';
import { noNotes } from '../../core/model/deal.ts';
import type { Until } from '../../crm/contract.ts';
import { adapters } from '../../crm/registry.ts';
import { fixturePlaybook } from '../fixtures/fixture-deal.ts';
import { folderApi, openPage } from './open-page.ts';
import { pressed } from './pressed.ts';
import { savedPages } from './saved-pages.ts';

/** “Apply discount” from the figures to the CRM's field: what the sidebar offers is what the adapter can write. */

const { signal } = new AbortController();

// Time passes by looks alone, so neither a quick machine nor a slow one changes what is seen.
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const lookEveryMs = 50;

/** Looks again after the page had its turn. */
const until: Until = async (look, withinMs) => {
	const endMs = Date.now() + withinMs;
	for (;;) {
		const found = look();
		if (found !== null || Date.now() >= endMs) return found;
		await new Promise((resolve) => setTimeout(resolve));
		vi.setSystemTime(Date.now() + lookEveryMs);
	}
};

/** Takes what is pasted, as EspoCRM's own field does. */
function takePaste(document: Document): void {
	const own = document.defaultView as Window & typeof globalThis;
	class Transfer {
		text = '';
		setData(_: string, text: string): void {
			this.text = text;
		}
	}
	class Paste extends own.Event {
		readonly clipboardData: Transfer;
		constructor(type: string, init: EventInit & { clipboardData: Transfer }) {
			super(type, init);
			this.clipboardData = init.clipboardData;
		}
	}
	vi.stubGlobal('DataTransfer', Transfer);
	vi.stubGlobal('ClipboardEvent', Paste);
	document.addEventListener('paste', (event) => {
		if (event instanceof Paste && event.target instanceof own.HTMLInputElement)
			event.target.value = event.clipboardData.text;
	});
}

/** Writes a changed discount with its two digits, as Odoo's client does once its server has answered. */
function answerChanges(document: Document): void {
	document.addEventListener('change', ({ target }) => {
		const field = target as HTMLInputElement;
		if (field.closest('td[name="discount"]')) field.value = Number(field.value).toFixed(2);
	});
}

test('every CRM that offers it is pressed below, and no other', () => {
	const offering = adapters.filter(({ open }) => open(async () => null).applyDiscount !== undefined);
	expect(pressed.map(({ crm }) => crm).sort()).toEqual(offering.map(({ crm }) => crm).sort());
});

test.each(pressed)('$crm: the discount that the sidebar offers is written into the field', async (entry) => {
	const adapter = adapters.find(({ crm }) => crm === entry.crm);
	const saved = savedPages(entry.crm).find(({ name }) => name === entry.page);
	const front = saved?.expected.front;
	if (!adapter || !saved || !front) throw new Error(`${entry.crm} has no page ${entry.page} with a deal`);
	const page = openPage(saved);
	takePaste(page.document);
	answerChanges(page.document);
	const reader = adapter.open(folderApi(saved).callApi);
	const read = await reader.readFacts(page, front, signal);
	if (!read.ok) throw new Error(read.error.code);
	const { facts } = read.value;
	const edits = reader.readEdits(page, facts);
	if (!edits.ok) throw new Error(edits.error.code);
	const viewer = { name: 'Ida', role: 'manager' } as const;
	const { margin } = evaluate(facts, edits.value, fixturePlaybook, viewer, '2026-11-28', noNotes);
	const discount = margin.lines.find(({ id }) => id === entry.lineId)?.largestForTarget;
	if (!discount) throw new Error('no largest discount is known of the line');
	expect(reader.canApply?.(page, facts)).toMatchObject({ [entry.lineId]: 'yes' });
	const applied = await reader.applyDiscount?.(page, facts, entry.lineId, { discount }, until);
	if (!applied?.ok) throw new Error(`not written: ${applied?.error.code}`);
	expect(Number(applied.value.now.replace(',', '.'))).toBe(Number(entry.written));
});
