import { describe, expect, test } from 'vitest';
import { apiHostOf, placeOf } from '../../core/access/hosts.ts';
import { apiAddress } from '../../core/access/requests.ts';
import type { DealFacts, RecordRef } from '../../core/model/deal.ts';
import { factsShape } from '../../core/model/deal-shapes.ts';
import { shapeProblems } from '../../core/playbook/check.ts';
import type { Adapter, ApiAnswer, ApiRequest, CallApi, Page, RecordReader } from '../../crm/contract.ts';
import { accessOf } from '../../crm/profiles.ts';
import { apiAnswer, fits, type SavedAnswer } from '../../scripts/read/api-folder.ts';
import { lookAt, pagePrint } from '../../scripts/read/look.ts';
import { asTaken, hostileNumbers, makeHostile, numberFields, shortest, typedValues, wrongAnswers } from './disturb.ts';
import { expectEdits, expectFactsFromPage, expectLook } from './expect-look.ts';
import { folderApi, openHtml, openPage } from './open-page.ts';
import { errorAnswers, oddNumbers, type SavedPage, savedPages } from './saved-pages.ts';

/** A page with a record in front. */
type RecordPage = SavedPage & { readonly expected: { readonly front: RecordRef } };

const { signal } = new AbortController();

/** Opens a page and reads its record with all answers there. */
async function opened(adapter: Adapter, saved: RecordPage, change: (document: Document) => void = () => {}) {
	const page = openPage(saved);
	change(page.document);
	const reader = adapter.open(folderApi(saved).callApi);
	const facts = await reader.readFacts(page, saved.expected.front, signal);
	const fromPage = reader.readFactsFromPage(page, saved.expected.front);
	const held = [facts, fromPage].find(({ ok }) => ok);
	return { page, reader, facts, saved: held?.ok ? held.value.facts : null };
}

/** As the background decides, once an access is set up for this page. */
function isLetOut(crm: string, page: string, request: ApiRequest): boolean {
	const access = accessOf(crm);
	const place = placeOf(access, page);
	if (place === null) return false;
	const named = URL.parse(request.url)?.host ?? null;
	const apiHost = apiHostOf(access, place, named);
	return apiHost !== null && apiAddress(access, apiHost, request) !== null;
}

/** Takes away all a selector finds; at least one must be there. */
function remove(document: Document, selector: string): void {
	const found = document.querySelectorAll(selector);
	expect(found.length, `${selector} finds nothing`).toBeGreaterThan(0);
	for (const element of found) element.remove();
}

/** Asks everything; an adapter that throws fails the test. */
async function askAll(adapter: Adapter, page: Page, saved: SavedPage, held: DealFacts | null): Promise<void> {
	adapter.claims(page);
	const ref = adapter.recordInFront(page) ?? saved.expected.front;
	if (!ref) return;
	const reader = adapter.open(folderApi(saved).callApi);
	await reader.readFacts(page, ref, signal);
	const fromPage = reader.readFactsFromPage(page, ref);
	const facts = held ?? (fromPage.ok ? fromPage.value.facts : null);
	if (facts) reader.readEdits(page, facts);
	reader.isEditing(page);
}

/** No number that the CRM would not take itself may come of a text. */
function expectNoWrongNumber(
	{ page, reader, saved }: { page: Page; reader: RecordReader; saved: DealFacts },
	field: HTMLInputElement | HTMLTextAreaElement,
	hostile: string,
	odd: Readonly<Record<string, string>>,
	untouched: string,
): void {
	field.value = hostile;
	const text = field.value;
	const edits = reader.readEdits(page, saved);
	if (!edits.ok) return;
	const typed = typedValues(edits.value);
	for (const { text: said, value } of typed) {
		if (value === null) continue;
		const of = `${field.name || field.id}: “${hostile}” read as ${value}`;
		const taken = odd[`${field.name}=${text}`] ?? odd[text];
		if (said.trim() === text.trim()) expect(asTaken(taken), of).toContain(shortest(value));
	}
	const isSaid = typed.some(({ text: said, value }) => value === null || said.trim() === text.trim());
	// Of a new line no text is told, only that a number is not known. An empty field says "none", which may be saved.
	const isOther = JSON.stringify(edits) !== untouched;
	if (text.trim() !== '')
		expect(
			isSaid || isOther || edits.value.areLinesUnmatched,
			`${field.name || field.id}: “${hostile}” passes for the saved value`,
		).toBe(true);
}

/** Runs everything an adapter promises over its saved pages. Two lines are a CRM's whole test. */
export function contractOf(adapter: Adapter): void {
	const { crm } = adapter;
	const pages = savedPages(crm);
	const records = pages.filter((page): page is RecordPage => page.expected.front !== null);
	const readable = records.filter(({ expected }) => expected.facts && !('failure' in expected.facts));
	const [first] = readable;
	if (!first) throw new Error(`no page of ${crm} has a record whose facts can be read`);

	describe(`${adapter.title} keeps the contract`, { timeout: 600_000 }, () => {
		for (const saved of pages) {
			test(`${saved.name}: reads exactly what is there and leaves the page as it was`, async () => {
				const page = openPage(saved);
				const api = folderApi(saved);
				const look = await lookAt([adapter], page, api.callApi);
				expect(api.unanswered).toEqual([]);
				expectLook(look, crm, saved);
			});

			test(`${saved.name}: hostile text throws nothing`, async () => {
				const page = openPage(saved);
				const reader = adapter.open(folderApi(saved).callApi);
				const { front } = saved.expected;
				const facts = front ? await reader.readFacts(page, front, signal) : null;
				makeHostile(page.document);
				await askAll(adapter, page, saved, facts?.ok ? facts.value.facts : null);
			});
		}
		for (const saved of records) pageAlone(adapter, saved);
		for (const saved of readable) typedAfterwards(adapter, saved);
		for (const saved of differing(readable)) wrongAnswersTo(adapter, saved);
		for (const saved of readable)
			test(`${saved.name}: nothing half typed or hostile is read as a number`, () => typeHostile(adapter, saved));
		failingCalls(adapter, first);

		test('some page names what it cannot do without', () => {
			expect(records.flatMap(({ expected }) => Object.keys(expected.required ?? {})).length).toBeGreaterThan(0);
		});

		test('an empty document throws nothing and has no record', async () => {
			const reader = adapter.open(folderApi(first).callApi);
			const facts = await reader.readFacts(openPage(first), first.expected.front, signal);
			for (const html of ['', '<!doctype html><html><body></body></html>']) {
				const page = openHtml(html, first.expected.url);
				expect(adapter.recordInFront(page)).toBeNull();
				await askAll(adapter, page, first, facts.ok ? facts.value.facts : null);
			}
		});
	});
}

/** One page for each record: pages of the same facts are read from the same answers. */
function differing(pages: readonly RecordPage[]): RecordPage[] {
	return [...new Map(pages.map((page) => [JSON.stringify(page.expected.facts), page])).values()];
}

/** A page without its API, and without each of its parts. */
function pageAlone(adapter: Adapter, saved: RecordPage): void {
	const { front, required = {}, drifting = {} } = saved.expected;

	test(`${saved.name}: the page speaks for itself when the API is silent`, async () => {
		const page = openPage(saved);
		const print = pagePrint(page.document);
		const reader = adapter.open(async () => null);
		expect(await reader.readFacts(page, front, signal)).toMatchObject({
			ok: false,
			error: { code: 'api-unreachable' },
		});
		expectFactsFromPage({ factsFromPage: reader.readFactsFromPage(page, front) }, saved);
		expect(pagePrint(page.document)).toBe(print);
	});

	for (const [selector, field] of Object.entries(required))
		test(`${saved.name}: without ${selector} it misses “${field}” and gives no figure`, async () => {
			const look = await opened(adapter, saved, (document) => remove(document, selector));
			if (!look.saved) throw new Error('neither API nor page gave facts to hold edits against');
			expect(look.reader.readEdits(look.page, look.saved)).toEqual({
				ok: false,
				error: { code: 'field-missing', field },
			});
		});

	for (const [selector, field] of Object.entries(drifting))
		test(`${saved.name}: without ${selector} it finds “${field}” otherwise`, async () => {
			const look = await opened(adapter, saved, (document) => remove(document, selector));
			expect(look.facts).toMatchObject({ ok: true });
			if (look.facts.ok)
				expect(look.facts.value.health).toContainEqual(expect.objectContaining({ field, state: 'drifted' }));
			expectEdits(look.saved && look.reader.readEdits(look.page, look.saved), saved);
		});
}

/** What is typed once the page was looked at. */
function typedAfterwards(adapter: Adapter, saved: RecordPage): void {
	const { typed, editsTyped } = saved.expected;
	if (!typed) return;
	test(`${saved.name}: follows what is typed after a first look`, async () => {
		const look = await opened(adapter, saved);
		if (!look.saved) throw new Error('there are no facts to hold edits against');
		expectEdits(look.reader.readEdits(look.page, look.saved), saved);
		for (const [selector, text] of Object.entries(typed)) {
			const field = look.page.document.querySelector<HTMLInputElement>(selector);
			if (!field) throw new Error(`${selector} finds nothing`);
			field.value = text;
		}
		expectEdits(look.reader.readEdits(look.page, look.saved), saved, editsTyped);
	});
}

/** Ways in which the API fails as a whole. */
function failingCalls(adapter: Adapter, saved: RecordPage): void {
	const { front, url } = saved.expected;
	const { origin } = new URL(url);

	for (const { answer, failure } of errorAnswers(adapter.crm))
		test(`the answer ${answer.name} is said as ${failure.code}`, async () => {
			const api = folderApi(saved);
			let isUsed = false;
			const callApi: CallApi = async (request, given) => {
				const asked = { method: request.method, url: new URL(request.url, origin).href, body: request.body };
				if (!fits(answer, asked, origin)) return api.callApi(request, given);
				isUsed = true;
				return apiAnswer(answer);
			};
			const result = await adapter.open(callApi).readFacts(openPage(saved), front, signal);
			expect(isUsed, `no request is answered by ${answer.name}`).toBe(true);
			expect(result).toEqual({ ok: false, error: expect.objectContaining(failure) });
		});

	test('access that was not set up is said, where a token is needed', async () => {
		let isNeeded = false;
		const api = folderApi(saved);
		const reader = adapter.open(async (request, given) => {
			if (request.via === 'page') return api.callApi(request, given);
			isNeeded = true;
			return 'token-missing';
		});
		const result = await reader.readFacts(openPage(saved), front, signal);
		if (isNeeded) expect(result).toMatchObject({ ok: false, error: { code: 'token-missing' } });
		else expect(result.ok).toBe(true);
	});

	test('what asks for a token is let out by the background: to this page’s API, and only to read', async () => {
		const { callApi } = folderApi(saved);
		const asked: ApiRequest[] = [];
		const reader = adapter.open((request, given) => {
			if (request.via === 'token') asked.push(request);
			return callApi(request, given);
		});
		await reader.readFacts(openPage(saved), front, signal);
		const held = asked.filter((request) => !isLetOut(adapter.crm, saved.expected.url, request));
		expect(held.map(({ method, url }) => `${method} ${url}`)).toEqual([]);
	});

	test('a read that was given up ends without a throw', async () => {
		const reader = adapter.open(folderApi(saved).callApi);
		expect(await reader.readFacts(openPage(saved), front, AbortSignal.abort())).toMatchObject({ ok: false });
	});
}

/** Each call of a read answered wrongly alone: the facts are of the right types then, or there are none. */
function wrongAnswersTo(adapter: Adapter, saved: RecordPage): void {
	async function readWith(page: Page, name: string, other: Partial<ApiAnswer>): Promise<void> {
		const api = folderApi(saved, (answer) => (answer.name === name ? { ...apiAnswer(answer), ...other } : undefined));
		const result = await adapter.open(api.callApi).readFacts(page, saved.expected.front, signal);
		if (result.ok) expect(shapeProblems(factsShape, result.value.facts), `${name}: ${other.text}`).toEqual([]);
	}

	async function usedBy(page: Page): Promise<Set<SavedAnswer>> {
		const api = folderApi(saved);
		await adapter.open(api.callApi).readFacts(page, saved.expected.front, signal);
		return new Set(api.used);
	}

	test(`${saved.name}: one call that is refused alone spoils nothing else`, async () => {
		const page = openPage(saved);
		for (const { name } of await usedBy(page))
			for (const { answer } of errorAnswers(adapter.crm)) await readWith(page, name, apiAnswer(answer));
	});

	test(`${saved.name}: an answer of other types gives facts of the right ones, or none`, async () => {
		const page = openPage(saved);
		for (const { name, text } of await usedBy(page))
			for (const wrong of wrongAnswers(text)) await readWith(page, name, { text: wrong });
	});
}

/** Types what is no number into each number field of a page that the adapter follows. */
async function typeHostile(adapter: Adapter, saved: RecordPage): Promise<void> {
	const odd = oddNumbers(adapter.crm);
	const { page, reader, saved: held } = await opened(adapter, saved);
	if (!held) throw new Error('there are no facts to hold edits against');
	for (const field of numberFields(page.document)) {
		const before = field.value;
		field.focus();
		const untouched = JSON.stringify(reader.readEdits(page, held));
		field.value = '-';
		const isWatched = JSON.stringify(reader.readEdits(page, held)) !== untouched;
		for (const hostile of isWatched ? hostileNumbers : [])
			expectNoWrongNumber({ page, reader, saved: held }, field, hostile, odd, untouched);
		field.value = before;
	}
}
