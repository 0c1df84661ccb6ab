import { expect, test } from 'vitest';
import type { ApiAnswer, CallApi } from '../../../crm/contract.ts';
import { twenty } from '../../../crm/twenty/index.ts';
import { folderApi, openHtml, openPage } from '../open-page.ts';
import { savedPages } from '../saved-pages.ts';

/** Objects that firms build for lines, and what a role may not see of them. */

const { signal } = new AbortController();

function savedPage(name: string) {
	const saved = savedPages('twenty').find((page) => page.name === name);
	if (!saved?.expected.front) throw new Error(`${name} has no record`);
	return { saved, ref: saved.expected.front };
}

const json = (answer: unknown): ApiAnswer => ({
	status: 200,
	headers: { 'content-type': 'application/json' },
	text: JSON.stringify(answer),
});

const field = (name: string, type: string, more: object = {}) => ({ name, type, isActive: true, ...more });

function objectOf(nameSingular: string, fields: readonly object[]) {
	return { nameSingular, namePlural: `${nameSingular}s`, isActive: true, isSystem: false, fields };
}

const opportunity = objectOf('opportunity', [field('name', 'TEXT'), field('stage', 'SELECT', { options: [] })]);
const lineFields = [
	field('name', 'TEXT'),
	field('opportunity', 'RELATION'),
	field('qty', 'NUMBER'),
	field('price', 'CURRENCY'),
];

const micros = (amountMicros: number | string | null, currencyCode = 'EUR') => ({ amountMicros, currencyCode });

const deal = { id: '', name: 'Crane', stage: 'NEW', closeDate: null, amount: micros(null, '') };

function connection(nodes: readonly object[], endCursor: string | null = null) {
	return { edges: nodes.map((node) => ({ node })), pageInfo: { hasNextPage: endCursor !== null, endCursor } };
}

/** Reads with answers made up by `answerTo`, and says which queries were asked. */
async function readWith(
	objects: readonly object[],
	answerTo: (query: string, variables: Readonly<Record<string, unknown>>) => unknown,
	costField: string | null = null,
) {
	const { saved, ref } = savedPage('opportunity');
	const queries: string[] = [];
	const callApi: CallApi = async ({ url, body }) => {
		if (url.startsWith('/rest/metadata')) return json({ data: { objects } });
		const { query, variables } = JSON.parse(body ?? '{}');
		queries.push(query);
		return json(answerTo(query, variables));
	};
	const result = await twenty.open(callApi, { costField }).readFacts(openPage(saved), ref, signal);
	return { result, queries, id: ref.id, facts: result.ok ? result.value.facts : null };
}

test('201 lines of three answers are all there, each once and in their order', async () => {
	const lines = objectOf('position', lineFields);
	const all = Array.from({ length: 201 }, (_, at) => line(`line-${at}`));
	const { facts, queries } = await readWith([opportunity, lines], (_, { id, after }) => {
		const from = Number(after ?? 0);
		const to = Math.min(from + 90, all.length);
		return {
			data: {
				...(after === undefined ? { opportunity: { ...deal, id } } : {}),
				positions: connection(all.slice(from, to), to < all.length ? String(to) : null),
			},
		};
	});
	expect(facts?.lines?.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
	expect(queries).toHaveLength(3);
});

test('lines beyond one answer are asked for until the last', async () => {
	const lines = objectOf('position', lineFields);
	const { facts, queries } = await readWith([opportunity, lines], (_, { id, after }) => ({
		data: {
			...(after === undefined ? { opportunity: { ...deal, id } } : {}),
			positions: after === 'x' ? connection([line('b')]) : connection([line('a')], 'x'),
		},
	}));
	expect(queries).toHaveLength(2);
	expect(facts?.lines?.map(({ id }) => id)).toEqual(['a', 'b']);
	expect(facts?.currency).toBe('EUR');
});

const line = (id: string) => ({ id, name: 'Crane', qty: 2, price: micros('12400500000') });

test('a price in another currency than the deal’s is no list price of it', async () => {
	const { facts } = await readWith([opportunity, objectOf('position', lineFields)], (_, { id }) => ({
		data: {
			opportunity: { ...deal, id, amount: micros('24801000000') },
			positions: connection([line('a'), { ...line('b'), price: micros('12400500000', 'USD') }]),
		},
	}));
	expect(facts).toMatchObject({ currency: 'EUR', lines: [{ listPrice: '12400.5' }, { listPrice: null }] });
});

test('a percentage field keeps a fraction, and other fields of a discount are not guessed at', async () => {
	const percentage = field('discount', 'NUMBER', { settings: { type: 'percentage' } });
	const answer = (_: string, { id }: Readonly<Record<string, unknown>>) => ({
		data: { opportunity: { ...deal, id }, positions: connection([{ ...line('a'), discount: 0.125 }]) },
	});
	const known = await readWith([opportunity, objectOf('position', [...lineFields, percentage])], answer);
	expect(known.facts?.lines).toMatchObject([{ listPrice: '12400.5', discounts: ['0.125'] }]);
	for (const unclear of [field('discount', 'NUMBER'), field('discountAmount', 'CURRENCY')]) {
		const { facts } = await readWith([opportunity, objectOf('position', [...lineFields, unclear])], answer);
		expect(facts).toMatchObject({ name: 'Crane', lines: null });
	}
});

test('of two objects that could be the lines none is', async () => {
	const objects = [opportunity, objectOf('position', lineFields), objectOf('offerLine', lineFields)];
	const { facts } = await readWith(objects, (_, { id }) => ({ data: { opportunity: { ...deal, id } } }));
	expect(facts?.lines).toBeNull();
});

test('the cost is read from where the user says it is kept', async () => {
	const objects = [
		opportunity,
		objectOf('position', [...lineFields, field('product', 'RELATION'), field('cost', 'CURRENCY')]),
		objectOf('product', [field('buyingPrice', 'CURRENCY')]),
	];
	const node = { ...line('a'), cost: micros(9_000_000), product: { buyingPrice: micros(8_150_000_000, 'USD') } };
	const answer = (_: string, { id }: Readonly<Record<string, unknown>>) => ({
		data: { opportunity: { ...deal, id }, positions: connection([node]) },
	});
	const costs = async (costField: string | null) =>
		(await readWith(objects, answer, costField)).facts?.lines?.map(({ unitCost, costCurrency }) => [
			unitCost,
			costCurrency,
		]);
	expect(await costs(null)).toEqual([['9', 'EUR']]);
	expect(await costs('product.buyingPrice')).toEqual([['8150', 'USD']]);
	expect(await costs(':list')).toEqual([[null, 'unknown']]);
});

test('a cost whose currency nobody chose is in one that is not known', async () => {
	const objects = [opportunity, objectOf('position', [...lineFields, field('cost', 'CURRENCY')])];
	const answer = (_: string, { id }: Readonly<Record<string, unknown>>) => ({
		data: { opportunity: { ...deal, id }, positions: connection([{ ...line('a'), cost: micros(9_000_000, '') }]) },
	});
	const { facts } = await readWith(objects, answer);
	expect(facts?.lines?.[0]).toMatchObject({ unitCost: '9', costCurrency: 'unknown' });
});

test('a role without costs reads the rest, and is told that costs are denied', async () => {
	const lines = objectOf('position', [...lineFields, field('unitCost', 'CURRENCY')]);
	const { facts, queries } = await readWith([opportunity, lines], (query, { id }) =>
		query.includes('unitCost')
			? { errors: [{ extensions: { code: 'FORBIDDEN' } }], data: null }
			: { data: { opportunity: { ...deal, id }, positions: connection([line('a')]) } },
	);
	expect(queries).toHaveLength(2);
	expect(facts).toMatchObject({ isCostDenied: true, lines: [{ listPrice: '12400.5', unitCost: null }] });
});

test('no query holds a word that the access refuses', async () => {
	const { queries } = await readWith([opportunity, objectOf('position', lineFields)], (_, { id }) => ({
		data: { opportunity: { ...deal, id }, positions: connection([]) },
	}));
	for (const query of queries) expect(query).not.toMatch(/mutation|subscription/i);
});

test('the page’s own token goes to the page’s own server alone', async () => {
	const ways = async (name: string) => {
		const { saved, ref } = savedPage(name);
		const asked: [string, string | undefined][] = [];
		const reader = twenty.open(async ({ via, headers }) => {
			asked.push([via, headers?.authorization]);
			return null;
		});
		await reader.readFacts(openPage(saved), ref, signal);
		return asked;
	};
	expect(await ways('opportunity')).toEqual([['page', 'Bearer saved.page.token']]);
	expect(await ways('opportunity-at-vendor')).toEqual([['token', undefined]]);
});

test('a page that is signed in by a cookie asks its own server without a token, whatever was kept from before', async () => {
	const ways = async (name: string, state: string) => {
		const { saved, ref } = savedPage(name);
		const page = openPage(saved);
		page.document.defaultView?.localStorage.setItem('isCookieAuthActiveState', state);
		const asked: [string, string | undefined][] = [];
		const reader = twenty.open(async ({ via, headers }) => {
			asked.push([via, headers?.authorization]);
			return null;
		});
		await reader.readFacts(page, ref, signal);
		return asked;
	};
	expect(await ways('opportunity', 'true')).toEqual([['page', undefined]]);
	expect(await ways('opportunity', 'false')).toEqual([['page', 'Bearer saved.page.token']]);
	expect(await ways('opportunity-at-vendor', 'true')).toEqual([['token', undefined]]);
});

test('while the address runs ahead the record that is drawn stays', () => {
	const { saved, ref } = savedPage('opportunity');
	const page = openPage(saved);
	expect(twenty.recordInFront(page)).toEqual(ref);
	const other = '44444444-0000-4000-8000-000000000004';
	const ahead = { document: page.document, url: new URL(`/object/opportunity/${other}`, page.url) };
	expect(twenty.recordInFront(ahead)).toEqual(ref);
	for (const label of page.document.querySelectorAll('[id^="label-"]')) label.parentElement?.setAttribute('hidden', '');
	expect(twenty.recordInFront(ahead)?.id).toBe(other);
});

test('records of other objects are none', () => {
	const { saved } = savedPage('opportunity');
	const page = openHtml(saved.html, saved.expected.url.replace('/opportunity/', '/company/'));
	expect(twenty.recordInFront(page)).toBeNull();
});

test('a discount whose field is no longer marked as open does not pass for saved', async () => {
	const { saved, ref } = savedPage('opportunity-line-discount-typed');
	const page = openPage(saved);
	const reader = twenty.open(folderApi(saved).callApi);
	const read = await reader.readFacts(page, ref, signal);
	if (!read.ok) throw new Error(read.error.code);
	expect(reader.readEdits(page, read.value.facts)).toMatchObject({ ok: true });
	page.document.querySelector('[id^="record-show-"][id$="-discountPercent"]')?.remove();
	expect(reader.readEdits(page, read.value.facts)).toEqual({
		ok: false,
		error: { code: 'field-missing', field: 'Line' },
	});
});
