import { describe, expect, it } from 'vitest';
import type { PayFormula, Trade } from '../../../../core/model/playbook.ts';
import { formNames, inLocale, openFormOf } from '../../../../stores/workspace/forms/forms.ts';
import { type FormName, kinds, type Value } from '../../../../stores/workspace/forms/kinds.ts';
import { createInboxStore } from '../../../../stores/workspace/inbox.ts';
import { createWorkspaceStore } from '../../../../stores/workspace/store.ts';
import { createFakeBackground, samplePlaybook } from '../../../components/workspace/fake-background.ts';

const formulas: readonly PayFormula[] = [
	{ kind: 'revenue', rate: '0.0125' },
	{ kind: 'bands', base: 'margin', mode: 'whole', bands: [{ from: '1250.5', rate: '0.0575' }] },
	{ kind: 'multiplier', rate: '0.0125', floor: '0.105', target: '0.255', cap: '1.25' },
];

const trades: readonly Trade[] = [
	{ id: 'a', name: 'Early', kind: 'prepay', days: 30, yearlyRate: '0.065' },
	{ id: 'b', name: 'Long', kind: 'term', years: 3, retention: '0.725', yearlyRate: '0.0625' },
	{ id: 'c', name: 'More', kind: 'volume', more: '0.125' },
	{ id: 'd', name: 'Less', kind: 'scope', product: 'X-1.250', quantity: '1.25' },
	{ id: 'e', name: 'Reference', kind: 'reference', worth: '1250.75', currency: 'EUR' },
];

/** Values of each form in which every number has decimals. */
const values: { readonly [K in FormName]: readonly Value<K>[] } = {
	process: [samplePlaybook.process],
	limits: [
		{
			families: [{ family: '1.250', floor: '0.1025', target: '0.2575' }],
			otherwise: { floor: '0.0125', target: '0.5' },
		},
	],
	reps: [
		{
			visibility: samplePlaybook.margin.visibility,
			floorFor: 'band',
			recurringBasis: 'term',
			reasonCodes: [{ id: 'a', text: '1.250' }],
			quarterEnd: { days: 10, usualExtraDiscount: '0.0325' },
		},
	],
	approvals: [
		{
			levels: [{ name: '1.250', who: '1,5' }],
			rules: [
				{ id: 'a', level: 1, trigger: { kind: 'size-over', value: '1250.5', currency: 'EUR' } },
				{ id: 'b', level: 1, trigger: { kind: 'discount-over', value: '0.125' } },
				{ id: 'c', level: 1, trigger: { kind: 'terms-over', days: 30 } },
			],
		},
	],
	pay: [null, ...formulas.map((formula) => ({ ...formula, accelerator: '1.5', isTakenBack: false }))],
	trades: [
		{
			trades,
			offInvoice: [
				{ id: 'f', name: 'Bonus', drop: 'rebate', amount: { by: 'share', value: '0.025' } },
				{ id: 'g', name: 'Freight', drop: 'freight', amount: { by: 'money', value: '12.5', currency: 'EUR' } },
			],
			rates: [{ from: 'USD', to: 'EUR', rate: '0.925', day: '2026-11-01' }],
		},
	],
	rule: [
		{
			id: 'late',
			name: '1.250',
			scope: {
				products: ['1,5'],
				families: [],
				segments: [{ field: 'size', values: ['1.250'] }],
				regions: [],
				currencies: [],
				stages: [],
				teams: [],
				from: '2026-11-01',
				until: null,
			},
			floor: '0.105',
			target: '0.2075',
			warnings: null,
		},
	],
	piece: [samplePlaybook.collateral[0] ?? null],
	standing: [{ currency: 'EUR', revenue: '120000.5', grossMargin: '-41000.25', quota: '1250.75', share: '0.625' }],
};

const stamps = { newId: () => 'new', now: () => '2026-11-24T10:00:00.000Z' };

/** The form with every number that one can type as a German groups it: "1250,5" as "1.250,5". */
function grouped<K extends FormName>(name: K, form: unknown): unknown {
	if (Array.isArray(form)) return form.map((item) => grouped(name, item));
	if (typeof form !== 'object' || form === null) return form;
	const numbers: readonly string[] = kinds[name].numbers;
	return Object.fromEntries(
		Object.entries(form).map(([member, value]) => [
			member,
			typeof value === 'string' && numbers.includes(member)
				? value.replace(/^(-?\d{1,3})(\d{3})\b/, '$1.$2')
				: grouped(name, value),
		]),
	);
}

describe.each(formNames)('the form %s', (name) => {
	it.each([
		['de', 'en'],
		['en', 'de-CH'],
		['en', 'de'],
	])('opened in %s and shown in %s says the same, and nothing but its numbers is written anew', (from, to) => {
		for (const value of values[name]) {
			const open = inLocale(name, openFormOf(name, value as never, from), to);
			expect(open).toEqual(openFormOf(name, value as never, to));
		}
	});

	it('typed in German is read after a change of language as it was typed', () => {
		for (const value of values[name]) {
			const open = openFormOf(name, value as never, 'de');
			const typed = { ...open, form: grouped(name, open.form) as typeof open.form };
			const kind = kinds[name] as { read(form: unknown, locale: string, with_: typeof stamps): unknown };
			const shown = inLocale(name, typed, 'en');
			expect(kind.read(shown.form, shown.locale, stamps)).toEqual(kind.read(typed.form, 'de', stamps));
		}
	});
});

async function openedIn(locale: string, far = createFakeBackground()) {
	const store = createWorkspaceStore(far);
	store.getState().opened();
	store.getState().formsShownIn(locale);
	await expect.poll(() => store.getState().phase).toBe('ready');
	return { store, far };
}

const revenueOf = (store: ReturnType<typeof createWorkspaceStore>) => store.getState().forms.standing?.form.revenue;

describe('a change of language', () => {
	it('writes open forms anew, and what is no number yet stays as it was typed', async () => {
		const { store, far } = await openedIn('de');
		store.getState().formTyped('standing', 'de', (form) => ({ ...form, revenue: '1.250', grossMargin: '12,' }));
		store.getState().formsShownIn('en');
		expect(store.getState().forms.standing?.form).toMatchObject({ revenue: '1250', grossMargin: '12,' });
		store.getState().formTyped('standing', 'en', (form) => ({ ...form, grossMargin: '1,250.5' }));
		expect(await store.getState().formSaved('standing')).toMatchObject({ ok: true });
		expect(far.settings.viewer.standing).toMatchObject({ revenue: '1250', grossMargin: '1250.5' });
	});

	it('reaches a draft of an earlier visit, and a form that Undo puts back', async () => {
		const { store, far } = await openedIn('de');
		store.getState().formTyped('standing', 'de', (form) => ({ ...form, revenue: '1.250,5' }));
		store.getState().leaving();
		await expect.poll(() => far.drafts).toHaveLength(1);
		const next = await openedIn('en', far);
		await expect.poll(() => revenueOf(next.store)).toBe('1250.5');
		const dropped = next.store.getState().formDropped('standing');
		next.store.getState().formsShownIn('de');
		if (dropped) next.store.getState().formPutBack('standing', dropped);
		expect(revenueOf(next.store)).toBe('1250,5');
	});

	it('comes before what is typed next, also where nobody told of it', async () => {
		const { store } = await openedIn('de');
		store.getState().formTyped('standing', 'de', (form) => ({ ...form, revenue: '1.250' }));
		store.getState().formsShownIn('en');
		store.getState().formTyped('standing', 'en', (form) => ({ ...form, quota: '1,250' }));
		expect(store.getState().forms.standing).toMatchObject({ locale: 'en', form: { revenue: '1250', quota: '1,250' } });
	});

	it('while a form is being saved leaves nothing open', async () => {
		const { store, far } = await openedIn('de');
		store
			.getState()
			.formTyped('limits', 'de', (form) => ({ ...form, otherwise: { ...form.otherwise, floor: '12,50' } }));
		const saving = store.getState().formSaved('limits');
		store.getState().formsShownIn('en');
		expect(await saving).toMatchObject({ ok: true });
		expect(store.getState().forms.limits).toBeNull();
		expect(far.playbook.margin.otherwise?.floor).toBe('0.125');
	});

	it('writes the counter-offer of an answer anew', () => {
		const inbox = createInboxStore(createFakeBackground());
		inbox.getState().answersShownIn('de');
		inbox.getState().answerTyped('r', { counter: '12,5 %', note: '1,5' });
		inbox.getState().answersShownIn('en');
		expect(inbox.getState().answers.r).toMatchObject({ counter: '12.5 %', note: '1,5' });
	});
});
