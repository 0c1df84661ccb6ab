import type { RecordRef } from '../../core/model/deal.ts';
import type { Result } from '../../core/model/result.ts';
import type { Adapter, CallApi, EditsReading, FactsReading, Page, ReadFailure } from '../../crm/contract.ts';

type FactsResult = Result<FactsReading, ReadFailure>;

/** All that an adapter says of one page. */
export interface Look {
	/** The CRMs whose adapters claim the page. */
	readonly claimedBy: readonly string[];
	readonly front: RecordRef | null;
	/** Null, like the rest, when no record is in front. */
	readonly facts: FactsResult | null;
	readonly factsFromPage: FactsResult | null;
	/** Held against the facts, or against the page's own when the API gave none; null when neither could be read. */
	readonly edits: EditsReading | null;
	readonly isEditing: boolean | null;
	/** False when reading left a trace on the page. */
	readonly isUnchanged: boolean;
}

interface Field extends Element {
	readonly value?: string;
	readonly checked?: boolean;
	readonly selectedIndex?: number;
}

/** A page as one text, with what its fields hold and where the focus is. */
export function pagePrint(document: Document): string {
	const fields = [...document.querySelectorAll<Field>('input, select, textarea')].map(
		({ value, checked, selectedIndex }) => [value, checked, selectedIndex],
	);
	const all = [...document.querySelectorAll('*')];
	const focus = document.activeElement ? all.indexOf(document.activeElement) : -1;
	const inner = all.flatMap((element) => {
		const frame = element.localName === 'iframe' ? (element as HTMLIFrameElement).contentDocument : null;
		return [...(frame ? [pagePrint(frame)] : []), ...(element.shadowRoot ? [element.shadowRoot.innerHTML] : [])];
	});
	return JSON.stringify([document.documentElement?.outerHTML, fields, focus, inner]);
}

/** Asks the first of `adapters` that claims the page everything there is to ask. `callApi` is for that page. */
export async function lookAt(adapters: readonly Adapter[], page: Page, callApi: CallApi): Promise<Look> {
	const before = pagePrint(page.document);
	const claiming = adapters.filter((adapter) => adapter.claims(page));
	const [adapter] = claiming;
	const front = adapter?.recordInFront(page) ?? null;
	let facts: FactsResult | null = null;
	let factsFromPage: FactsResult | null = null;
	let edits: EditsReading | null = null;
	let isEditing: boolean | null = null;
	if (adapter && front) {
		const reader = adapter.open(callApi);
		facts = await reader.readFacts(page, front, new AbortController().signal);
		factsFromPage = reader.readFactsFromPage(page, front);
		const saved = [facts, factsFromPage].find((reading) => reading.ok);
		edits = saved?.ok ? reader.readEdits(page, saved.value.facts) : null;
		isEditing = reader.isEditing(page);
	}
	return {
		claimedBy: claiming.map(({ crm }) => crm),
		front,
		facts,
		factsFromPage,
		edits,
		isEditing,
		isUnchanged: pagePrint(page.document) === before,
	};
}
