import { describe, expect, test } from 'vitest';
import type { ApiAnswer, CallApi } from '../../../crm/contract.ts';
import { suitecrm } from '../../../crm/suitecrm/index.ts';
import { folderApi, openPage } from '../open-page.ts';
import { savedPages } from '../saved-pages.ts';

/** An opportunity has no lines: they are those of its one open quote, or it is said where they are. */

const { signal } = new AbortController();
const first = '7f3a1c22-0000-4a11-9c11-64f0a0005001';
const second = '7f3a1c22-0000-4a11-9c11-64f0a0005002';

type Instead = (url: URL, body: string, given: () => Promise<ApiAnswer>) => Promise<ApiAnswer> | ApiAnswer | undefined;

/** Facts of a saved page whose calls `instead` may answer before the saved answers do. */
async function facts(name: string, instead: Instead, page = (html: string) => html) {
	const saved = savedPages('suitecrm').find((one) => one.name === name);
	if (!saved?.expected.front) throw new Error(`${name} has no record`);
	const api = folderApi(saved);
	const callApi: CallApi = async (request, aborted) => {
		const given = async () => {
			const answer = await api.callApi(request, aborted);
			if (!answer || typeof answer === 'string') throw new Error(`nobody answers ${request.url}`);
			return answer;
		};
		return (await instead(new URL(request.url, 'https://suitecrm.example'), request.body ?? '', given)) ?? given();
	};
	const read = await suitecrm
		.open(callApi)
		.readFacts(openPage({ ...saved, html: page(saved.html) }), saved.expected.front, signal);
	if (!read.ok) throw new Error(read.error.code);
	return read.value.facts;
}

const answer = (text: string, headers = { 'content-type': 'text/html' }): ApiAnswer => ({ status: 200, headers, text });
const isList = (url: URL) => url.searchParams.get('action') === 'SubPanelViewer';
const isEditOf = (url: URL, id: string) =>
	url.searchParams.get('action') === 'EditView' && url.searchParams.get('record') === id;

/** The list of quotes as 7 draws it; a quote without a link is one that the user may not open. */
function list(rows: readonly string[], pages = `(${rows.length ? 1 : 0} - ${rows.length} of ${rows.length})`): string {
	return `<table class="list view"><tbody>${rows.map((row) => `<tr><td>${row}</td></tr>`).join('')}</tbody></table>
		<span class='pageNumbers'>${pages}</span>`;
}

const link = (id: string, name: string) =>
	`<a href="index.php?action=ajaxui#ajaxUILoc=index.php%3Fmodule%3DAOS_Quotes%26action%3DDetailView%26record%3D${id}">${name}</a>`;

const changed = async (given: () => Promise<ApiAnswer>, change: (text: string) => string) => {
	const before = await given();
	const text = change(before.text);
	expect(text).not.toBe(before.text);
	return { ...before, text };
};

/** The saved quote as another one. */
const asSecond = (text: string) => text.replaceAll(first, second);

describe('in version 7', () => {
	const read = (instead: Instead) => facts('7-opportunity-view', instead);

	test('there is no quote yet', async () => {
		expect(await read((url) => (isList(url) ? answer(list([])) : undefined))).toMatchObject({
			lines: [],
			linesNote: { kind: 'no-quote' },
		});
	});

	test('two open quotes are offered by name', async () => {
		const found = await read((url, _, given) => {
			if (isList(url)) return answer(list([link(first, 'Plan A'), link(second, 'Plan B')]));
			if (!isEditOf(url, second)) return undefined;
			url.searchParams.set('record', first);
			return given().then((saved) => ({ ...saved, text: asSecond(saved.text) }));
		});
		expect(found.lines).toBeNull();
		expect(found.linesNote).toMatchObject({
			kind: 'several-quotes',
			quotes: [
				{ name: 'Plan A', ref: { kind: 'quote', id: first } },
				{
					name: 'Plan B',
					ref: { kind: 'quote', id: second },
					url: `https://suitecrm.example/index.php?module=AOS_Quotes&action=DetailView&record=${second}`,
				},
			],
		});
		expect(found.filledFields.lines).toBeUndefined();
	});

	test('a closed quote does not count', async () => {
		const found = await read((url, _, given) =>
			isEditOf(url, first)
				? changed(given, (text) =>
						text
							.replace(/ selected(="selected")?>Negotiation/, '>Negotiation')
							.replace(/(<option[^>]*value="Closed Lost")/, '$1 selected'),
					)
				: undefined,
		);
		expect(found).toMatchObject({ lines: [], linesNote: { kind: 'no-quote' } });
	});

	test('a quote that the user may not open is said to be hidden', async () => {
		expect(await read((url) => (isList(url) ? answer(list(['Plan A'])) : undefined))).toMatchObject({
			lines: null,
			linesNote: { kind: 'hidden' },
		});
	});

	test('a quote in another currency is no part of it', async () => {
		const found = await read((url, _, given) =>
			isEditOf(url, first)
				? changed(given, (text) =>
						text
							.replace(/<option value="-99"[^>]*>/, '<option value="usd" selected>')
							.replaceAll('Euro : €', 'Dollar : $'),
					)
				: undefined,
		);
		expect(found).toMatchObject({ lines: null, linesNote: { kind: 'other-currency', quote: { ref: { id: first } } } });
	});

	test('quotes on the second page of the list count too', async () => {
		const asked: (string | null)[] = [];
		const found = await read((url, _, given) => {
			if (isEditOf(url, second)) return given().catch(() => answer(''));
			if (!isList(url)) return undefined;
			asked.push(url.searchParams.get('Opportunities_opportunity_aos_quotes_CELL_offset'));
			return answer(
				asked.length === 1 ? list([link(first, 'A')], '(1 - 1 of 2)') : list([link(second, 'B')], '(2 - 2 of 2)'),
			);
		});
		expect(asked).toEqual([null, '1']);
		expect(found.lines).toBeNull();
	});
});

describe('a cost of 0', () => {
	/** Facts of a quote whose second and third line cost 0; `products`: what the autocomplete tells of them. */
	async function zeros(products: readonly object[] | null) {
		const asked: unknown[] = [];
		const read = await facts('7-quote-edit-typing', (url, _, given) => {
			const data = url.searchParams.get('data');
			if (data?.includes('"AOS_Products"')) {
				asked.push(JSON.parse(data).conditions);
				const text = products && JSON.stringify({ totalCount: products.length, fields: products });
				return answer(text ?? 'Database failure.');
			}
			if (!isEditOf(url, first)) return undefined;
			return changed(given, (text) => text.replace(/("product_cost_price":\s*")(?:1020|610)\.0+"/g, '$10.000000"'));
		});
		return { asked, lines: read.lines ?? [] };
	}
	const product = (at: number, cost: string, lines: Awaited<ReturnType<typeof zeros>>['lines']) => ({
		id: lines[at]?.product?.id,
		part_number: lines[at]?.product?.code,
		cost,
	});

	test('is one that was meant only beside a product that costs something, or may', async () => {
		const { lines: unknown, asked } = await zeros(null);
		expect(asked).toEqual([['CP-7', 'INST-D'].map((value) => ({ name: 'part_number', op: 'equal', value }))]);
		expect(unknown.map(({ isCostZero }) => isCostZero ?? false)).toEqual([false, true, true, false, false]);
		const told = [product(1, '1020.000000', unknown), product(2, '0.000000', unknown)];
		const { lines } = await zeros(told);
		expect(lines.map(({ isCostZero }) => isCostZero ?? false)).toEqual([false, true, false, false, false]);
		expect(lines.map(({ unitCost }) => unitCost)).toEqual(['8150', null, null, '900', '380']);
	});

	test('is not asked about where no line has one', async () => {
		const asked: string[] = [];
		const read = await facts('7-quote-edit-typing', (url) => {
			asked.push(url.searchParams.get('data') ?? '');
			return undefined;
		});
		expect(asked.some((data) => data.includes('"AOS_Products"'))).toBe(false);
		expect(read.lines?.some(({ isCostZero }) => isCostZero)).toBe(false);
	});
});

describe('in version 8', () => {
	const read = (instead: Instead) => facts('8-opportunity-view', instead);
	const isQuotes = (body: string) => body.includes('"opportunity_id"');

	/** The saved list of one quote, with its records as they are made. */
	const records = (given: () => Promise<ApiAnswer>, make: (records: Record<string, unknown>[]) => unknown[]) =>
		given().then((saved) => {
			const parsed = JSON.parse(saved.text);
			parsed.data.getRecordList.records = make(parsed.data.getRecordList.records);
			return { ...saved, text: JSON.stringify(parsed) };
		});

	const withAttributes = (record: Record<string, unknown>, more: object) => ({
		...record,
		attributes: { ...(record.attributes as object), ...more },
	});

	test('there is no quote yet', async () => {
		expect(await read((_, body, given) => (isQuotes(body) ? records(given, () => []) : undefined))).toMatchObject({
			lines: [],
			linesNote: { kind: 'no-quote' },
		});
	});

	test('two open quotes are offered by name', async () => {
		const found = await read((_, body, given) =>
			isQuotes(body)
				? records(given, ([one = {}]) => [one, withAttributes(one, { id: second, name: 'Plan B' })])
				: undefined,
		);
		expect(found).toMatchObject({
			lines: null,
			linesNote: {
				kind: 'several-quotes',
				quotes: [{ ref: { id: first } }, { name: 'Plan B', url: `https://suitecrm.example/#/quotes/record/${second}` }],
			},
		});
	});

	test('a quote in another currency is no part of it', async () => {
		const found = await read((_, body, given) =>
			isQuotes(body) ? records(given, ([one = {}]) => [withAttributes(one, { currency_id: 'usd' })]) : undefined,
		);
		expect(found).toMatchObject({ lines: null, linesNote: { kind: 'other-currency' } });
	});

	test('quotes that the user may not see are said to be hidden', async () => {
		const refused = answer(
			JSON.stringify({ errors: [{ message: 'Internal server error' }], data: { getRecordList: null } }),
		);
		expect(await read((_, body) => (isQuotes(body) ? refused : undefined))).toMatchObject({
			lines: null,
			linesNote: { kind: 'hidden' },
		});
	});
});

describe('the currency', () => {
	const dollars = '5f0c0de0-0000-4a11-9c11-0000000000d0';

	test('of a record is told by its id, where its sign is that of several', async () => {
		const found = await facts('8-quote-edit', (_, body, given) =>
			body.includes('"record"')
				? changed(given, (text) =>
						text.replace('"currency_id":"-99"', `"currency_id":"${dollars}"`).replaceAll('"€"', '"$"'),
					)
				: undefined,
		);
		expect(found.currency).toBe('USD');
	});

	/** The edit view of 7 with its base currency shown by another sign. */
	const inDollars = (url: URL, given: () => Promise<ApiAnswer>) =>
		isEditOf(url, first) ? changed(given, (text) => text.replaceAll('Euro : €', 'US Dollar : $')) : undefined;
	const currencies = (all: object[]) => answer(JSON.stringify({ totalCount: all.length, fields: all }));
	const withUser = (html: string) =>
		html.replace('<body>', '<body><a href="index.php?module=Users&action=EditView&record=u-1">Profile</a>');
	const userPage = (shown: string) =>
		answer(`<div class="detail-view-field">Berlin</div><div class="detail-view-field"> ${shown} </div>`);

	test('of a whole installation in dollars is told by the user’s own page', async () => {
		const found = await facts(
			'7-quote-view',
			(url, _, given) => {
				if (url.searchParams.get('module') === 'Home') return currencies([{ id: 'cad', iso4217: 'CAD' }]);
				if (url.searchParams.get('module') === 'Users') return userPage('USD $');
				return inDollars(url, given);
			},
			withUser,
		);
		expect(found.currency).toBe('USD');
	});

	test.each([
		['another sign', 'GBP £'],
		['a currency that is not the base', 'CAD $'],
	])('is not known from a user’s page with %s', async (_, shown) => {
		const found = await facts(
			'7-quote-view',
			(url, __, given) => {
				if (url.searchParams.get('module') === 'Home') return currencies([{ id: 'cad', iso4217: 'CAD' }]);
				if (url.searchParams.get('module') === 'Users') return userPage(shown);
				return inDollars(url, given);
			},
			withUser,
		);
		expect(found.currency).toBeNull();
	});

	test('of a quote in 7 is told by the list of currencies', async () => {
		const found = await facts('7-quote-view', (url, _, given) => {
			if (url.searchParams.get('module') === 'Home') return currencies([{ id: 'cad', iso4217: 'CAD' }]);
			return isEditOf(url, first)
				? changed(given, (text) =>
						text
							.replace(/<option value="-99"[^>]*>/, '<option value="cad" selected>')
							.replaceAll('Euro : €', 'Dollar : $'),
					)
				: undefined;
		});
		expect(found.currency).toBe('CAD');
	});
});
