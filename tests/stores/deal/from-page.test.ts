import { expect, test } from 'vitest';
import { noEdits } from '../../../core/model/deal-edits.ts';
import { readFromPage } from '../../../stores/deal/from-page.ts';
import { fixtureDeal } from '../../fixtures/fixture-deal.ts';

const { ref } = fixtureDeal;
const other = { ...ref, id: '2042' };

test('every kind of message of the page is accepted', () => {
	const layout = { side: 'left', widthPx: 300, isCollapsed: true, handleAt: 0.2 };
	const messages = [
		{ type: 'record.shown', ref, crmTitle: 'Demo CRM', site: 'http://crm.example', repairable: ['Discount'], layout },
		{ type: 'facts.reading', ref },
		{ type: 'facts.read', ref, facts: fixtureDeal, health: [] },
		{ type: 'facts.failed', ref, failure: { code: 'signed-out' }, pageFacts: null, againAtMs: 1 },
		{
			type: 'facts.failed',
			ref,
			failure: { code: 'field-missing', field: 'Discount' },
			pageFacts: fixtureDeal,
			againAtMs: 1,
		},
		{ type: 'edits.read', ref, edits: noEdits(ref) },
		{ type: 'edits.settling', ref, phase: 'saving', edits: noEdits(ref) },
		{ type: 'edits.failed', ref, failure: { code: 'field-missing' } },
		{ type: 'discount.waiting', ref, id: 'a' },
		{ type: 'layout.shown', layout },
		{ type: 'focus.take' },
		{ type: 'palette.show' },
	];
	for (const message of messages) expect(readFromPage(message)).toBe(message);
});

test('facts and edits that are of another record than the message names are refused', () => {
	expect(readFromPage({ type: 'facts.read', ref: other, facts: fixtureDeal, health: [] })).toBeNull();
	expect(readFromPage({ type: 'edits.read', ref: other, edits: noEdits(ref) })).toBeNull();
	expect(
		readFromPage({
			type: 'facts.failed',
			ref: other,
			failure: { code: 'signed-out' },
			pageFacts: fixtureDeal,
			againAtMs: 1,
		}),
	).toBeNull();
});

test('what lacks a part is refused', () => {
	const shown = { type: 'record.shown', ref, crmTitle: 'Demo CRM', site: 'http://crm.example' };
	const layout = { side: 'left', widthPx: 300, isCollapsed: true, handleAt: 0.2 };
	expect(readFromPage({ ...shown, repairable: [] })).toBeNull();
	expect(readFromPage({ ...shown, layout })).toBeNull();
	expect(readFromPage({ ...shown, repairable: [7], layout })).toBeNull();
	expect(readFromPage({ type: 'facts.read', ref, facts: { ...fixtureDeal, lines: 'five' }, health: [] })).toBeNull();
	expect(readFromPage({ type: 'facts.reading', ref: { ...ref, kind: 'invoice' } })).toBeNull();
	expect(readFromPage({ type: 'edits.failed', ref })).toBeNull();
	expect(readFromPage({ type: 'edits.settling', ref, phase: 'live', edits: noEdits(ref) })).toBeNull();
	expect(readFromPage({ type: 'facts.failed', ref, failure: { code: 'signed-out' }, pageFacts: null })).toBeNull();
	expect(readFromPage({ type: 'something.else', ref })).toBeNull();
});
