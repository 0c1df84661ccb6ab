import { describe, expect, test } from 'vitest';
import type { RecordRef } from '../../core/model/deal.ts';
import type { Adapter, FieldHealth, Page } from '../../crm/contract.ts';
import { selectorsOf } from '../../crm/kit/places.ts';
import { adapters } from '../../crm/registry.ts';
import { folderApi, openPage } from './open-page.ts';
import { type SavedPage, savedPages } from './saved-pages.ts';

const { signal } = new AbortController();

/** Costs stand in no page: their field is one of the API. */
const ofPage = (health: readonly FieldHealth[]) => health.filter(({ field }) => field !== 'Cost');

/** What no figure needs: a record's name says that its page is drawn, and buttons that a form can be saved. */
const others: Readonly<Record<string, readonly string[]>> = {
	hubspot: ['Deal name'],
	odoo: ['Number', 'Save button', 'Status'],
	pipedrive: ['Title'],
	zoho: ['Name'],
};

/** Pages whose lines are on a tab that is not in front. */
const otherTabs = ['so-18-other-tab'];

async function healthOf(adapter: Adapter, saved: SavedPage, front: RecordRef, page: Page) {
	const result = await adapter.open(folderApi(saved).callApi).readFacts(page, front, signal);
	return result.ok ? result.value.health : null;
}

/** A selector for every line that a page may have. */
function written(css: string): string[] {
	const kinds = css.includes('{p}') ? ['product', 'service'].map((kind) => css.replaceAll('{p}', kind)) : [css];
	const numbers = Array.from({ length: 12 }, (_, at) => `${at}`);
	return kinds.flatMap((each) => (each.includes('{n}') ? numbers.map((at) => each.replaceAll('{n}', at)) : [each]));
}

/** The document with its frames and shadow roots. */
function rootsOf(root: Document | ShadowRoot): (Document | ShadowRoot)[] {
	const inner = [...root.querySelectorAll('*')].flatMap((element) => {
		const frame = element.localName === 'iframe' ? (element as HTMLIFrameElement).contentDocument : null;
		return [element.shadowRoot, frame].filter((each) => each !== null);
	});
	return [root, ...inner.flatMap(rootsOf)];
}

/** Takes away all fields that figures need. */
function empty({ document }: Page, { crm, places }: Adapter): void {
	const wanted = places.filter(({ field }) => !others[crm]?.includes(field));
	const selectors = wanted.flatMap(selectorsOf).flatMap(({ css }) => written(css));
	for (const root of rootsOf(document))
		for (const css of selectors) for (const element of root.querySelectorAll(css)) element.remove();
}

describe.for(adapters.map((adapter) => [adapter.title, adapter] as const))('%s', ([, adapter]) => {
	const records = savedPages(adapter.crm).flatMap((saved) => {
		const { front } = saved.expected;
		return front ? [{ saved, front }] : [];
	});

	test('says of each field that it finds what its place is known from', async () => {
		let told = 0;
		for (const { saved, front } of records) {
			const health = ofPage((await healthOf(adapter, saved, front, openPage(saved))) ?? []);
			told += health.length;
			expect(health.filter(({ seen }) => seen === null)).toEqual([]);
		}
		expect(told).toBeGreaterThan(0);
	});

	test('says that nothing of its kind is found on a page that has none of its fields', async () => {
		let tried = 0;
		const isNeeded = ({ field }: FieldHealth) => !others[adapter.crm]?.includes(field);
		for (const { saved, front } of records.filter(({ saved: { name } }) => !otherTabs.includes(name))) {
			const before = ofPage((await healthOf(adapter, saved, front, openPage(saved))) ?? []).filter(isNeeded);
			if (!before.some(({ state }) => state === 'ok' || state === 'drifted')) continue;
			const page = openPage(saved);
			empty(page, adapter);
			if (adapter.recordInFront(page) === null) continue;
			tried += 1;
			const after = ofPage((await healthOf(adapter, saved, front, page)) ?? []).filter(isNeeded);
			expect(
				after.map(({ state }) => state),
				saved.name,
			).toContain('absent');
			expect(
				after.map(({ state }) => state),
				saved.name,
			).not.toContain('ok');
		}
		expect(tried).toBeGreaterThan(0);
	});
});

test('each adapter’s places are told once', () => {
	for (const { title, places } of adapters) {
		const said = places.map(({ field, primary }) => `${field} ${primary.css}`);
		expect(new Set(said).size, title).toBe(said.length);
	}
});
