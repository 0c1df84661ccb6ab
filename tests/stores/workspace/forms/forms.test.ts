import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Playbook } from '../../../../core/model/playbook.ts';
import type { Settings } from '../../../../core/model/settings.ts';
import { formNames, openFormOf, standingOf } from '../../../../stores/workspace/forms/forms.ts';
import { type Form, type FormName, kinds, type Value } from '../../../../stores/workspace/forms/kinds.ts';
import { formShapes, valueShapes } from '../../../../stores/workspace/forms/shapes.ts';
import { clashKey } from '../../../../stores/workspace/forms/three-way.ts';
import { createWorkspaceStore } from '../../../../stores/workspace/store.ts';
import { createFakeBackground, samplePlaybook } from '../../../components/workspace/fake-background.ts';

const rule = {
	id: 'late',
	name: 'Late',
	scope: {
		products: [],
		families: [],
		segments: [{ field: 'industry', values: ['Marine'] }],
		regions: ['DE'],
		currencies: [],
		stages: [],
		teams: [],
		from: null,
		until: null,
	},
	floor: '0.1',
	target: '0.2',
	warnings: null,
} as const;

/** A playbook in which every form has something of every kind. */
const playbook: Playbook = {
	...samplePlaybook,
	margin: {
		...samplePlaybook.margin,
		rules: [rule],
		reasonCodes: [{ id: 'rival', text: 'A rival' }],
		quarterEnd: { days: 10, usualExtraDiscount: '0.03' },
	},
	approvals: {
		levels: [{ name: 'Lead', who: 'Ida' }],
		rules: [{ id: 'big', level: 1, trigger: { kind: 'size-over', value: '5000', currency: 'EUR' } }],
	},
	payPlan: {
		kind: 'bands',
		base: 'margin',
		mode: 'graduated',
		bands: [
			{ from: '0', rate: '0.05' },
			{ from: '1000', rate: '0.07' },
		],
		accelerator: null,
		isTakenBack: false,
	},
	trades: [{ id: 'pre', name: 'Pays at once', kind: 'prepay', days: 30, yearlyRate: '0.06' }],
	offInvoice: [{ id: 'bonus', name: 'Bonus', drop: 'rebate', amount: { by: 'share', value: '0.02' } }],
	rates: [{ from: 'USD', to: 'EUR', rate: '0.9', day: '2026-11-01' }],
};

const standing = { currency: 'EUR', revenue: '100', grossMargin: '40', quota: null, share: null };

/** A change of each form as a person types it, one somewhere else in it, and another in the same place. */
const changes: { readonly [K in FormName]: readonly [mine: Change<K>, elsewhere: Change<K>, same: Change<K>] } = {
	process: [
		(form) => ({ ...form, name: 'Mine' }),
		(form) => ({ ...form, stages: form.stages.map((stage, at) => (at === 0 ? { ...stage, usualDays: '9' } : stage)) }),
		(form) => ({ ...form, name: 'Theirs' }),
	],
	limits: [
		(form) => ({
			...form,
			families: form.families.map((row) => (row.family === 'Doors' ? { ...row, floor: '20' } : row)),
		}),
		(form) => ({ ...form, families: [{ key: 'n', family: 'Gates', floor: '1', target: '2' }, ...form.families] }),
		(form) => ({
			...form,
			families: form.families.map((row) => (row.family === 'Doors' ? { ...row, floor: '21' } : row)),
		}),
	],
	reps: [
		(form) => ({ ...form, quarterDays: '11' }),
		(form) => ({ ...form, reasonCodes: [...form.reasonCodes, { id: 'other', text: 'Other' }] }),
		(form) => ({ ...form, quarterDays: '12' }),
	],
	approvals: [
		(form) => ({ ...form, rules: form.rules.map((row) => ({ ...row, value: '6000' })) }),
		(form) => ({
			levels: [{ key: 'n', name: 'Team lead', who: '' }, ...form.levels],
			rules: form.rules,
		}),
		(form) => ({ ...form, rules: form.rules.map((row) => ({ ...row, value: '7000' })) }),
	],
	pay: [
		(form) => ({ ...form, bands: form.bands.map((row, at) => (at === 1 ? { ...row, rate: '8' } : row)) }),
		(form) => ({ ...form, isTakenBack: true }),
		(form) => ({ ...form, bands: form.bands.map((row, at) => (at === 1 ? { ...row, rate: '9' } : row)) }),
	],
	trades: [
		(form) => ({ ...form, trades: form.trades.map((row) => ({ ...row, days: '45' })) }),
		(form) => ({
			...form,
			rates: { rows: [{ key: 'n', from: 'GBP', to: 'EUR', rate: '1.2', day: '2026-11-02' }, ...form.rates.rows] },
		}),
		(form) => ({ ...form, trades: form.trades.map((row) => ({ ...row, days: '60' })) }),
	],
	rule: [
		(form) => ({ ...form, name: 'Mine' }),
		(form) => ({ ...form, floor: '12', regions: [...form.regions, 'AT'] }),
		(form) => ({ ...form, name: 'Theirs' }),
	],
	piece: [
		(form) => ({ ...form, title: 'Mine' }),
		(form) => ({ ...form, whenToUse: 'Later', fits: [...form.fits, { key: 'n', field: 'country', values: 'DE' }] }),
		(form) => ({ ...form, title: 'Theirs' }),
	],
	standing: [
		(form) => ({ ...form, revenue: '200' }),
		(form) => ({ ...form, grossMargin: '50' }),
		(form) => ({ ...form, revenue: '300' }),
	],
};

type Change<K extends FormName> = (form: Form<K>) => Form<K>;

async function opened() {
	const far = createFakeBackground(playbook);
	far.settings = { ...far.settings, viewer: { ...far.settings.viewer, standing } };
	const store = createWorkspaceStore(far);
	await store.getState().readAgain();
	store.getState().opened();
	await expect.poll(() => store.getState().phase).toBe('ready');
	return { far, store };
}

type Far = Awaited<ReturnType<typeof opened>>['far'];

function valueIn<K extends FormName>(name: K, far: { playbook: Playbook; settings: Settings }): Value<K> {
	const row = { rule: { id: 'late' }, piece: { id: 'audits' } } as unknown as Partial<Record<FormName, Form<K>>>;
	return kinds[name].valueOf(far, (row[name] ?? null) as never) as Value<K>;
}

/** Another window saves a change of the same form. */
async function savedElsewhere<K extends FormName>(name: K, far: Far, change: Change<K>): Promise<void> {
	const other = createWorkspaceStore({ ...far, windows: null });
	await other.getState().readAgain();
	other.getState().formOpened(name, valueIn(name, far), 'en');
	other.getState().formTyped(name, 'en', change);
	expect(await other.getState().formSaved(name)).toMatchObject({ ok: true });
}

function typed<K extends FormName>(
	name: K,
	{ far, store }: Awaited<ReturnType<typeof opened>>,
	change: Change<K>,
): void {
	store.getState().formOpened(name, valueIn(name, far), 'en');
	store.getState().formTyped(name, 'en', change);
}

describe.each(formNames)('the form %s', (name) => {
	const [mine, elsewhere, same] = changes[name] as readonly Change<FormName>[] as readonly [
		Change<FormName>,
		Change<FormName>,
		Change<FormName>,
	];
	const readForm = (far: Far) => kinds[name].formOf(valueIn(name, far) as never, 'en');

	it('has a shape that takes what it holds, and what it was made from', async () => {
		const { far } = await opened();
		const open = openFormOf(name, valueIn(name, far), 'en');
		expect(v.is(formShapes[name] as v.GenericSchema, open.form)).toBe(true);
		expect(v.is(valueShapes[name] as v.GenericSchema, open.source)).toBe(true);
		expect(v.is(formShapes[name] as v.GenericSchema, { ...open.form, extra: 1 })).toBe(false);
		expect(v.is(valueShapes[name] as v.GenericSchema, { extra: 1 })).toBe(false);
	});

	it('is kept with a change made elsewhere in another place, both saved, and Undo takes back this one alone', async () => {
		const window = await opened();
		typed(name, window, mine);
		await savedElsewhere(name, window.far, elsewhere);
		const between = window.far.playbook;
		const settings = window.far.settings;
		const answer = await window.store.getState().formSaved(name);
		if (!answer.ok) throw new Error(JSON.stringify(answer.error));
		expect(window.store.getState().forms[name]).toBeNull();
		const both = kinds[name].read(mine(readForm({ ...window.far, playbook: between, settings })) as never, 'en', {
			newId: () => '',
			now: window.far.now,
		});
		if (!both.ok) throw new Error(JSON.stringify(both.error));
		expect(valueIn(name, window.far)).toEqual(both.value);
		expect(await answer.value.undo()).toEqual({ ok: true, value: null });
		expect(valueIn(name, window.far)).toEqual(valueIn(name, { playbook: between, settings }));
	});

	it('is not saved over a change of the same place: both are told, and the one that is chosen stays', async () => {
		for (const side of ['mine', 'theirs'] as const) {
			const window = await opened();
			typed(name, window, mine);
			await savedElsewhere(name, window.far, same);
			const theirs = valueIn(name, window.far);
			expect(await window.store.getState().formSaved(name)).toEqual({ ok: false, error: { code: 'clash' } });
			expect(valueIn(name, window.far)).toEqual(theirs);
			const { playbook: inForce, settings, forms } = window.store.getState();
			if (!inForce || !settings) throw new Error('nothing read');
			const found = standingOf(name, forms[name] as never, { playbook: inForce, settings });
			if (found.kind !== 'changed') throw new Error(found.kind);
			expect(found.clashes).toHaveLength(1);
			const before = window.store
				.getState()
				.formJoined(name, new Map(found.clashes.map((clash) => [clashKey(clash), side])));
			expect(before).toEqual(forms[name]);
			expect(await window.store.getState().formSaved(name)).toMatchObject({ ok: true });
			const form = readForm(window.far);
			expect(form).toEqual(side === 'mine' ? mine(form as never) : same(form as never));
		}
	});

	it('keeps what is typed while it is being saved', async () => {
		const window = await opened();
		typed(name, window, same);
		const saving = window.store.getState().formSaved(name);
		window.store.getState().formTyped(name, 'en', mine);
		expect(await saving).toMatchObject({ ok: true });
		const open = window.store.getState().forms[name];
		expect(open?.form).toEqual(mine(open?.form as never));
		expect(await window.store.getState().formSaved(name)).toMatchObject({ ok: true });
		const form = readForm(window.far);
		expect(form).toEqual(mine(form as never));
	});

	it('comes back after the window was closed, in the next one, and is gone once it is saved or discarded', async () => {
		const window = await opened();
		typed(name, window, mine);
		window.store.getState().leaving();
		await expect.poll(() => window.far.drafts).toHaveLength(1);
		const { far } = window;
		const next = createWorkspaceStore({
			...far,
			windows: { own: async () => 'next', open: async () => new Set(['next']) },
		});
		next.getState().opened();
		await expect.poll(() => next.getState().forms[name]?.form).toEqual(window.store.getState().forms[name]?.form);
		expect(next.getState().forms[name]?.keptAt).toBe(far.now());
		next.getState().leaving();
		await expect.poll(() => far.drafts.map(({ owner: word }) => word)).toEqual(['next']);
		const dropped = next.getState().formDropped(name);
		next.getState().leaving();
		await expect.poll(() => far.drafts).toEqual([]);
		// Discarding has a way back.
		if (dropped) next.getState().formPutBack(name, dropped as never);
		expect(next.getState().forms[name]?.form).toEqual(dropped?.form);
		expect(await next.getState().formSaved(name)).toMatchObject({ ok: true });
		next.getState().leaving();
		await expect.poll(() => far.drafts).toEqual([]);
	});
});

describe('drafts', () => {
	it('of a window that is open stay there', async () => {
		const window = await opened();
		typed('process', window, changes.process[0]);
		window.store.getState().leaving();
		await expect.poll(() => window.far.drafts).toHaveLength(1);
		window.far.openWindows = new Set(['this', 'next']);
		const next = createWorkspaceStore({
			...window.far,
			windows: { own: async () => 'next', open: async () => window.far.openWindows },
		});
		next.getState().opened();
		await expect.poll(() => window.far.asked.filter(({ name }) => name === 'drafts.list')).toHaveLength(2);
		await Promise.resolve();
		expect(next.getState().forms.process).toBeNull();
		expect(window.far.drafts.map(({ owner: word }) => word)).toEqual(['this']);
	});

	it('of another version are kept, told, and forgotten when they should be', async () => {
		const far = createFakeBackground(playbook);
		const stray = {
			owner: 'old',
			form: 'process',
			at: far.now(),
			open: { form: { title: 'x' }, base: {}, source: {} },
		};
		far.drafts = [stray];
		const store = createWorkspaceStore(far);
		store.getState().opened();
		await expect.poll(() => store.getState().strayDrafts).toEqual([stray]);
		expect(store.getState().forms.process).toBeNull();
		expect(far.drafts).toEqual([stray]);
		await store.getState().strayDropped(store.getState().strayDrafts[0] as typeof stray);
		expect([store.getState().strayDrafts, far.drafts]).toEqual([[], []]);
	});

	it('that the browser has no room for are told as not kept', async () => {
		const window = await opened();
		window.far.broken.add('draft.keep');
		typed('process', window, changes.process[0]);
		window.store.getState().leaving();
		await expect.poll(() => window.store.getState().areDraftsKept).toBe(false);
		window.far.broken.clear();
		window.store.getState().formTyped('process', 'en', changes.process[2]);
		window.store.getState().leaving();
		await expect.poll(() => window.store.getState().areDraftsKept).toBe(true);
	});

	it('of a rule whose rule was removed elsewhere say so, and saving adds it again', async () => {
		const window = await opened();
		typed('rule', window, changes.rule[0]);
		const other = createWorkspaceStore({ ...window.far, windows: null });
		await other.getState().readAgain();
		expect(await other.getState().valueSaved('rule', null, rule)).toMatchObject({ ok: true });
		await expect.poll(() => window.store.getState().playbook?.margin.rules).toEqual([]);
		expect(await window.store.getState().formSaved('rule')).toMatchObject({ ok: true });
		expect(window.far.playbook.margin.rules).toEqual([{ ...rule, name: 'Mine' }]);
	});
});

describe('Undo', () => {
	it('brings back a stage with the pieces that were attached to it', async () => {
		const window = await opened();
		const { attachments } = window.far.playbook;
		typed('process', window, (form) => ({ ...form, stages: form.stages.slice(1) }));
		const answer = await window.store.getState().formSaved('process');
		expect(window.far.playbook.attachments).toEqual([]);
		if (!answer.ok) throw new Error(answer.error.code);
		await answer.value.undo();
		expect(window.far.playbook.attachments).toEqual(attachments);
		expect(window.far.playbook.process).toEqual(playbook.process);
	});

	it('is refused where somebody changed it since', async () => {
		const window = await opened();
		typed('process', window, changes.process[0]);
		const answer = await window.store.getState().formSaved('process');
		await savedElsewhere('process', window.far, changes.process[2]);
		if (!answer.ok) throw new Error(answer.error.code);
		expect(await answer.value.undo()).toEqual({ ok: false, error: { code: 'changed-elsewhere' } });
		expect(window.far.playbook.process.name).toBe('Theirs');
	});
});
