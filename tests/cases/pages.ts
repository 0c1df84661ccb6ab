import { evaluate } from '../../core/evaluate.ts';
import { noNotes } from '../../core/model/deal.ts';
import type { DealEdits } from '../../core/model/deal-edits.ts';
import type { MarginView } from '../../core/model/view.ts';
import { adapters } from '../../crm/registry.ts';
import type { SavedAnswer } from '../../scripts/read/api-folder.ts';
import { folderApi, openPage } from '../crm/open-page.ts';
import { type SavedPage, savedPages } from '../crm/saved-pages.ts';
import { fixturePlaybook } from '../fixtures/fixture-deal.ts';
import { type Case, caseNames, casesOf, chosen } from './cases.ts';

type Pair = readonly [from: string, to: string];

interface PageCase {
	readonly crm: string;
	readonly page: string;
	readonly api?: readonly { readonly where: object; readonly set?: object; readonly drop?: readonly string[] }[];
	readonly text?: readonly Pair[];
	readonly regex?: readonly Pair[];
	readonly html?: readonly Pair[];
	readonly html1?: readonly Pair[];
	readonly add?: readonly {
		readonly after: string;
		readonly html: string;
		/** Put into the element found, in place of behind it. */
		readonly inside?: boolean;
		/** A class that the element found gets. */
		readonly class?: string;
	}[];
	readonly costs?: readonly Pair[];
	readonly want: {
		readonly revenue?: string;
		readonly cost?: string;
		readonly amount?: string;
		readonly margin?: string;
		readonly orUnknown?: boolean;
		readonly edits?: number;
		readonly lineUnknown?: string;
		readonly lineCost?: string;
	};
}

type Loose = Record<string, unknown>;

function hasAll(object: Loose, where: object): boolean {
	return Object.entries(where).every(([key, value]) => JSON.stringify(object[key]) === JSON.stringify(value));
}

/** The answer's JSON with every object that fits changed, however deep; a text that is no JSON stays. */
function changedAnswer(answer: SavedAnswer, each: PageCase): SavedAnswer {
	const changes = each.api ?? [];
	const change = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(change);
		if (typeof value !== 'object' || value === null) return value;
		const object = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));
		for (const { where, set = {}, drop = [] } of changes) {
			if (!hasAll(object, where)) continue;
			Object.assign(object, set);
			for (const key of drop) delete object[key];
		}
		return object;
	};
	let parsed: unknown;
	try {
		parsed = JSON.parse(answer.text);
	} catch {
		return { ...answer, text: replaced(answer.text, each) };
	}
	return { ...answer, text: JSON.stringify(change(parsed)) };
}

function replaced(text: string, { text: pairs = [], regex = [] }: PageCase): string {
	let made = text;
	for (const [from, to] of pairs) made = made.replaceAll(from, to);
	// "$11" is group 1 and a 1 behind it.
	for (const [from, to] of regex)
		made = made.replace(new RegExp(from), (_, group: string) => to.replace(/^\$1/, () => group));
	return made;
}

function changedHtml(html: string, each: PageCase): string {
	let made = replaced(html, each);
	for (const [from, to] of each.html ?? []) made = made.replaceAll(from, to);
	for (const [from, to] of each.html1 ?? []) made = made.replace(from, () => to);
	return made;
}

function changed(page: SavedPage, each: PageCase): SavedPage {
	const answers = page.api.answers.map((answer) => changedAnswer(answer, each));
	return { ...page, html: changedHtml(page.html, each), api: { ...page.api, answers } };
}

function addTo(document: Document, { add = [] }: PageCase): void {
	for (const { after, html, inside, class: name } of add) {
		const element = document.querySelector(after);
		if (!element) throw new Error(`${after} is not on the page`);
		element.insertAdjacentHTML(inside ? 'beforeend' : 'afterend', html);
		if (name) element.classList.add(name);
	}
}

function countEdits({ lines, added, removed }: DealEdits): number {
	return Object.keys(lines).length + added.length + removed.length;
}

function isWanted({ want }: PageCase, { after, lines }: MarginView, edits: DealEdits): boolean {
	const line = lines.find(({ id }) => id === want.lineUnknown);
	if (want.lineUnknown !== undefined && !line) return false;
	const cost = line?.after?.cost ?? null;
	// Where a line is left out, its figures are of the others and say so.
	const isUnknown = after.cost === null || lines.some(({ unknown }) => unknown !== null);
	return (
		(want.lineUnknown === undefined || cost === null || cost === want.lineCost) &&
		(want.edits === undefined || want.edits === countEdits(edits)) &&
		figures.every((key) => want[key] === undefined || after[key] === want[key] || (want.orUnknown && isUnknown))
	);
}

const figures = ['revenue', 'cost', 'amount', 'margin'] as const;

async function runPage(each: PageCase): Promise<Omit<Awaited<ReturnType<Case['run']>>, 'id'>> {
	const adapter = adapters.find(({ crm }) => crm === each.crm);
	const saved = savedPages(each.crm).find(({ name }) => name === each.page);
	if (!adapter || !saved?.expected.front) throw new Error(`there is no page ${each.page} of ${each.crm}`);
	const page = changed(saved, each);
	const open = openPage(page);
	addTo(open.document, each);
	const reader = adapter.open(folderApi(page).callApi);
	const facts = await reader.readFacts(open, saved.expected.front, AbortSignal.timeout(10_000));
	const want = JSON.stringify(each.want);
	if (!facts.ok) return { want, got: facts.error.code, isRight: false };
	const deal = facts.value.facts;
	const edits = reader.readEdits(open, deal);
	if (!edits.ok) return { want, got: `edits: ${edits.error.code}`, isRight: false };
	const costs = (each.costs ?? []).map(([product, unitCost]) => ({
		product,
		unitCost,
		currency: deal.currency ?? 'EUR',
		period: 'once' as const,
	}));
	const viewer = { name: '', role: 'manager' } as const;
	const { margin } = evaluate(deal, edits.value, { ...fixturePlaybook, costs }, viewer, '2026-11-24', noNotes);
	const line = margin.lines.find(({ id }) => id === each.want.lineUnknown);
	const got = {
		...chosen(margin.after, figures),
		edits: countEdits(edits.value),
		...(line && { lineCost: line.after?.cost ?? null, unknown: line.unknown }),
	};
	return { want, got: JSON.stringify(got), isRight: isWanted(each, margin, edits.value) };
}

/** Saved pages with one thing changed, read by their CRM's adapter. */
export function pageCases(): Case[] {
	return caseNames('pages').map((name) => ({
		id: `pages/${name}`,
		run: () => runPage(casesOf<PageCase>(`pages/${name}.json`)),
	}));
}
