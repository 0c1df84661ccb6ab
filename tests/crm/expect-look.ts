import { expect } from 'vitest';
import { noEdits } from '../../core/model/deal-edits.ts';
import type { EditsReading, FactsReading } from '../../crm/contract.ts';
import type { Look } from '../../scripts/read/look.ts';
import { isFailing, type SavedPage } from './saved-pages.ts';

/** Holds what an adapter said of a page against what is written down for it, in jsdom and in Chromium alike. */

function factsOf({ facts: { ref: _, reading: __, readings: ___, ...facts } }: FactsReading) {
	return facts;
}

/** Edits as the page's file writes them. */
export function expectEdits(
	edits: EditsReading | null,
	{ expected }: SavedPage,
	wanted: NonNullable<SavedPage['expected']['edits']> = expected.edits ?? {},
): void {
	const { front } = expected;
	if (!front) expect(edits).toBeNull();
	else if (isFailing(wanted)) expect(edits).toEqual({ ok: false, error: wanted.failure });
	else expect(edits).toEqual({ ok: true, value: { ...noEdits(front), ...wanted } });
}

/** What the page alone tells, exact for what is listed. */
export function expectFactsFromPage(look: Pick<Look, 'factsFromPage'>, { expected }: SavedPage): void {
	const { front, factsFromPage: wanted = {} } = expected;
	const { factsFromPage: read } = look;
	if (!front) expect(read).toBeNull();
	else if (isFailing(wanted)) expect(read).toEqual({ ok: false, error: wanted.failure });
	else {
		expect(read).toMatchObject({ ok: true, value: { facts: { ref: front, reading: { source: 'page' } } } });
		if (read?.ok)
			for (const [name, value] of Object.entries(wanted))
				expect({ [name]: factsOf(read.value)[name as keyof typeof wanted] }).toEqual({ [name]: value });
	}
}

/** All of a look at a page whose API answered. */
export function expectLook(look: Look, crm: string, page: SavedPage): void {
	const { isClaimed = true, front, facts, health, stages, isEditing } = page.expected;
	expect(look.claimedBy).toEqual(isClaimed ? [crm] : []);
	expect(look.front).toEqual(front);
	expect(look.isUnchanged).toBe(true);
	if (!front) return;
	if (!facts) throw new Error(`${page.name}.expected.json has a record in front and no “facts”`);
	if (isFailing(facts)) expect(look.facts).toEqual({ ok: false, error: facts.failure });
	else {
		expect(look.facts).toMatchObject({ ok: true, value: { facts: { ref: front, reading: { source: 'api' } } } });
		if (look.facts?.ok) {
			expect(factsOf(look.facts.value)).toEqual(facts);
			if (health) expect(look.facts.value.health.map(({ field, state }) => ({ field, state }))).toEqual(health);
			if (stages) expect(look.facts.value.stages).toEqual(stages);
		}
	}
	expectFactsFromPage(look, page);
	expectEdits(look.edits, page);
	if (isEditing !== undefined) expect(look.isEditing).toBe(isEditing);
}
