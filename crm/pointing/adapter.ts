import type { RecordRef } from '../../core/model/deal.ts';
import { mappedCrm, type PageMap } from '../../core/model/page-map.ts';
import { failure, success } from '../../core/model/result.ts';
import type { Adapter, FactsReading, Page, RecordReader } from '../contract.ts';
import { missing } from '../kit/facts.ts';
import { followed, isSameRecord, usuallyWithinMs } from '../kit/front.ts';
import { idAt } from './address.ts';
import { type Driver, driverNow, editsOf, isEditing } from './edits.ts';
import { factsOf } from './facts.ts';
import { look, type Shown, titles } from './look.ts';

/** A CRM that a user pointed out: read from its pages alone, by maps. */

/** A page that is drawing itself is looked at again after this. */
const lookAgainMs = 150;

/** A page that has not shown everything by then does not. */
const drawnWithinMs = 6000;

/** How often, at most, the page is searched for the record that it shows. */
const printEveryMs = 250;

const front = followed(usuallyWithinMs);

function mapAt(maps: readonly PageMap[], url: URL): { map: PageMap; id: string } | null {
	for (const map of maps) {
		if (map.site !== url.origin) continue;
		const id = map.pages.map((shape) => idAt(shape, url)).find((found) => found !== null);
		if (id) return { map, id };
	}
	return null;
}

/** The record an address names. While the page still shows what it showed of another one, that stays in front. */
function recordInFront(maps: readonly PageMap[], { document, url }: Page): RecordRef | null {
	const found = mapAt(maps, url);
	if (!found) return null;
	const { map, id } = found;
	const ref: RecordRef = { crm: mappedCrm, site: url.origin, kind: map.kind, id };
	const justNow = front.last(document, printEveryMs);
	if (justNow && isSameRecord(justNow.ref, ref)) return ref;
	const before = front.last(document, usuallyWithinMs);
	const { print } = look(document, map);
	if (before?.ref.kind === map.kind) return front.follow(document, ref, print);
	front.keep(document, { ref, print });
	return ref;
}

/** Waits until two looks in a row saw the same and all that is needed; what was seen last when that takes too long. */
async function quietLook(page: Page, map: PageMap, signal: AbortSignal): Promise<Shown> {
	const endMs = Date.now() + drawnWithinMs;
	let shown = look(page.document, map);
	for (;;) {
		await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
		const next = look(page.document, map);
		const isQuiet = next.missing === null && next.print === shown.print;
		if (isQuiet || signal.aborted || Date.now() >= endMs) return next;
		shown = next;
	}
}

function readerOf(maps: readonly PageMap[]): RecordReader {
	/** What the page showed when the record was read, or saved last. */
	let before: Shown | null = null;
	let driver: Driver = null;

	const mapOf = ({ url }: Page, ref: RecordRef) =>
		maps.find((map) => map.site === url.origin && map.kind === ref.kind && mapAt([map], url) !== null) ??
		maps.find((map) => map.site === ref.site && map.kind === ref.kind) ??
		null;

	function reading(shown: Shown, map: PageMap, ref: RecordRef) {
		if (shown.missing !== null) return missing(shown.missing);
		const facts = factsOf(shown, map, ref);
		return success<FactsReading>({ facts, health: shown.health });
	}

	return {
		async readFacts(page, ref, signal) {
			const map = mapOf(page, ref);
			if (!map) return failure({ code: 'record-missing' });
			const shown = await quietLook(page, map, signal);
			if (signal.aborted) return failure({ code: 'api-unreachable' });
			// What is being typed is not saved, whatever made the page ask its server.
			if (!before || !isEditing(page.document)) before = shown.missing === null ? shown : before;
			return reading(shown.missing === null ? (before ?? shown) : shown, map, ref);
		},
		readFactsFromPage(page, ref) {
			const map = mapOf(page, ref);
			if (!map) return missing('record');
			const shown = look(page.document, map);
			if (shown.missing === null) before ??= shown;
			return reading(shown.missing === null ? (before ?? shown) : shown, map, ref);
		},
		readEdits(page, saved) {
			const map = mapOf(page, saved.ref);
			if (!map) return missing('record');
			driver = driverNow(page.document, map, driver);
			const shown = look(page.document, map);
			if (shown.missing === null) before ??= shown;
			return editsOf(page.document, map, saved, before ?? shown, shown, driver);
		},
		isEditing: ({ document }) => isEditing(document),
	};
}

/** Reads the pages of a site by the maps there are for it. */
export function mappedAdapter(maps: readonly PageMap[]): Adapter {
	return {
		crm: mappedCrm,
		title: maps[0]?.name ?? 'CRM',
		docking: { doesContainFixed: true, doesNotifyResize: true },
		places: [],
		structure: null,
		// What is pointed at then changes the map itself.
		repairable: () => Object.values(titles),
		claims: ({ url }) => maps.some(({ site }) => site === url.origin),
		recordInFront: (page) => recordInFront(maps, page),
		// Nobody has pointed out who is signed in.
		userOf: async () => 'unknown',
		open: () => readerOf(maps),
	};
}
