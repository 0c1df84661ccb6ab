import { expect, test } from 'vitest';
import { evaluate } from '../../../core/evaluate.ts';
import { type DealFacts, noNotes, type Product } from '../../../core/model/deal.ts';
import { noEdits } from '../../../core/model/deal-edits.ts';
import type {
	DecidedPolicy,
	MarginPolicy,
	MarginRule,
	RuleScope,
	Viewer,
	WarningLevel,
} from '../../../core/model/playbook.ts';
import { checkMarginPolicy } from '../../../core/playbook/check-policy.ts';
import { decided, usualPolicy } from '../../../core/playbook/default-policy.ts';
import { limitsFor, ruleContext } from '../../../core/playbook/limits.ts';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';

const everywhere: RuleScope = {
	products: [],
	families: [],
	segments: [],
	regions: [],
	currencies: [],
	stages: [],
	teams: [],
	from: null,
	until: null,
};

function rule(
	id: string,
	scope: Partial<RuleScope>,
	limits: readonly [string, string] = ['0.1', '0.2'],
	warnings: WarningLevel | null = null,
): MarginRule {
	return {
		id: id.replaceAll(' ', '-'),
		name: id,
		scope: { ...everywhere, ...scope },
		floor: limits[0],
		target: limits[1],
		warnings,
	};
}

const industry = (...values: string[]) => ({ field: 'Industry', values });
const size = (...values: string[]) => ({ field: 'size', values });

/** Forty rules; the first word of a name says what they name. */
const rules: readonly MarginRule[] = [
	rule('product CX', { products: ['CX-40'] }),
	rule('product CX marine', { products: ['cx-40'], segments: [industry('Marine')] }),
	rule('product CX marine large', { products: ['CX-40'], segments: [industry('Marine'), size('Large')] }),
	rule('product CX USD', { products: ['CX-40'], currencies: ['USD'] }),
	rule('product CX Denmark', { products: ['CX-40'], regions: ['Denmark'] }),
	rule('product CX family', { products: ['CX-50'], families: ['Compressors'] }),
	rule('product CX-50', { products: ['CX-50'] }),
	rule('product by id', { products: ['p-77'] }),
	rule('product several', { products: ['HP-1', 'HP-2', 'HP-3'] }),
	rule('product HP-2 north', { products: ['HP-2'], teams: ['North'] }),
	rule('product HP-3 stage', { products: ['HP-3'], stages: ['negotiate'] }),
	rule('product HP-3 dates', { products: ['HP-3'], from: '2026-11-01', until: '2026-11-30' }),
	rule('family Compressors', { families: ['Compressors'] }),
	rule('family Machines', { families: ['Machines'] }),
	rule('family Compressors food', { families: ['Compressors'], segments: [industry('Food', 'Dairy')] }),
	rule('family Machines marine', { families: ['Machines'], segments: [industry('Marine')] }),
	rule('family Pumps USD', { families: ['Pumps'], currencies: ['USD'] }),
	rule('family Pumps Sweden', { families: ['Pumps'], regions: ['Sweden'] }),
	rule('family Pumps north', { families: ['Pumps'], teams: ['north'] }),
	rule('family Pumps negotiate', { families: ['Pumps'], stages: ['negotiate'] }),
	rule('family Pumps autumn', { families: ['Pumps'], from: '2026-09-01', until: '2026-11-24' }),
	rule('family Pumps winter', { families: ['Pumps'], from: '2026-11-25', until: null }),
	rule('family Pumps', { families: ['Pumps'] }),
	rule('family Valves', { families: ['Valves', 'Fittings'] }),
	rule('segment marine', { segments: [industry('Marine')] }),
	rule('segment food', { segments: [industry('Food')] }),
	rule('segment marine large', { segments: [industry('Marine'), size('Large')] }),
	rule('segment food USD', { segments: [industry('Food')], currencies: ['USD'] }),
	rule('segment large', { segments: [size('Large')], regions: ['Denmark'] }),
	rule('region Denmark', { regions: ['Denmark'] }),
	rule('region Nordics', { regions: ['Nordics'], teams: ['North'] }),
	rule('region Norway propose', { regions: ['Norway'], stages: ['propose'] }),
	rule('region Norway', { regions: ['Norway'] }),
	rule('team South', { teams: ['South'] }),
	rule('team South close', { teams: ['South'], stages: ['close'] }),
	rule('stage close', { stages: ['close'] }),
	rule('stage close USD', { stages: ['close'], currencies: ['USD'] }),
	rule('currency USD', { currencies: ['USD', 'CAD'] }),
	rule('currency GBP until', { currencies: ['GBP'], until: '2026-11-23' }),
	rule('dates', { from: '2026-12-24', until: '2026-12-31' }),
];

const policy: MarginPolicy = {
	...usualPolicy,
	warnings: 'note',
	rules,
	otherwise: { floor: '0.2', target: '0.3' },
	families: [
		{ family: 'Controls', floor: '0.35', target: '0.42' },
		{ family: 'services', floor: '0.25', target: '0.35' },
	],
};

interface Case {
	readonly code?: string;
	readonly id?: string;
	readonly families?: readonly string[];
	readonly segments?: Readonly<Record<string, string>>;
	readonly currency?: string;
	readonly stage?: string;
	readonly team?: string;
	readonly today?: string;
}

function look(asked: Case) {
	const deal: DealFacts = { ...fixtureDeal, currency: asked.currency ?? 'EUR', segments: asked.segments ?? {} };
	const viewer: Viewer = { name: 'Ada', role: 'rep', ...(asked.team ? { team: asked.team } : {}) };
	const product: Product = {
		id: asked.id ?? 'p',
		code: asked.code ?? null,
		name: '',
		families: asked.families ?? [],
	};
	const context = ruleContext(deal, asked.stage ?? null, viewer, asked.today ?? '2026-11-24');
	return limitsFor(product, policy, context);
}

const compressor = { code: 'CX-40', families: ['Compressors', 'Machines'] };
const pump = { code: 'HQ', families: ['Pumps'] };
const marine = { industry: 'marine' };

/** What is asked, the rule that wins, and why. */
const table: readonly (readonly [Case, string | null, string])[] = [
	[compressor, 'product CX', 'product CX-40'],
	[{ ...compressor, segments: marine }, 'product CX marine', 'product CX-40, Industry marine'],
	[
		{ ...compressor, segments: { ...marine, size: 'large' } },
		'product CX marine large',
		'product CX-40, Industry marine, size large',
	],
	[{ ...compressor, currency: 'USD' }, 'product CX USD', 'product CX-40, currency USD'],
	// A segment says more than a region or a currency, whatever their number.
	[
		{ ...compressor, currency: 'USD', segments: { ...marine, country: 'Denmark' } },
		'product CX marine',
		'product CX-40, Industry marine',
	],
	[
		{ ...compressor, currency: 'USD', segments: { country: 'Denmark' } },
		'product CX Denmark',
		'product CX-40, region Denmark',
	],
	[{ code: 'CX-50', families: ['Compressors'] }, 'product CX family', 'product CX-50, family Compressors'],
	[{ code: 'CX-50', families: ['Other'] }, 'product CX-50', 'product CX-50'],
	[{ id: 'P-77' }, 'product by id', 'product P-77'],
	[{ code: 'HP-2' }, 'product several', 'product HP-2'],
	[{ code: 'HP-2', team: 'north' }, 'product HP-2 north', 'product HP-2, team north'],
	[{ code: 'HP-3', stage: 'negotiate', today: '2026-11-30' }, 'product HP-3 stage', 'product HP-3, stage negotiate'],
	[{ code: 'HP-3', today: '2026-11-30' }, 'product HP-3 dates', 'product HP-3, from 2026-11-01, until 2026-11-30'],
	[{ code: 'HP-3', today: '2026-12-01' }, 'product several', 'product HP-3'],
	[{ code: 'CX-60', families: ['Compressors', 'Machines'] }, 'family Compressors', 'family Compressors'],
	// The product's nearer family, though the farther one's rule says more.
	[
		{ code: 'CX-60', families: ['Compressors', 'Machines'], segments: marine },
		'family Compressors',
		'family Compressors',
	],
	[{ code: 'M', families: ['machines'] }, 'family Machines', 'family machines'],
	[
		{ code: 'M', families: ['Machines'], segments: marine },
		'family Machines marine',
		'family Machines, Industry marine',
	],
	[
		{ code: 'CX-60', families: ['Compressors'], segments: { industry: 'Dairy' } },
		'family Compressors food',
		'family Compressors, Industry Dairy',
	],
	[{ ...pump, today: '2026-11-24' }, 'family Pumps autumn', 'family Pumps, from 2026-09-01, until 2026-11-24'],
	[{ ...pump, today: '2026-11-25' }, 'family Pumps winter', 'family Pumps, from 2026-11-25'],
	[{ ...pump, today: '2026-08-31' }, 'family Pumps', 'family Pumps'],
	[{ ...pump, currency: 'USD' }, 'family Pumps USD', 'family Pumps, currency USD'],
	[{ ...pump, currency: 'USD', stage: 'negotiate' }, 'family Pumps negotiate', 'family Pumps, stage negotiate'],
	[{ ...pump, currency: 'USD', stage: 'negotiate', team: 'North' }, 'family Pumps north', 'family Pumps, team North'],
	[
		{ ...pump, stage: 'negotiate', team: 'North', segments: { region: 'Sweden' } },
		'family Pumps Sweden',
		'family Pumps, region Sweden',
	],
	[{ code: 'V', families: ['Fittings'] }, 'family Valves', 'family Fittings'],
	[{ code: 'CP', families: ['controls'] }, 'Controls', 'family controls'],
	[{ code: 'CP', families: ['Controls'], segments: marine }, 'Controls', 'family Controls'],
	[{ code: 'S', families: ['Services'] }, 'services', 'family Services'],
	[{ segments: marine }, 'segment marine', 'Industry marine'],
	[{ segments: { ...marine, size: 'Large' } }, 'segment marine large', 'Industry marine, size Large'],
	[{ segments: { industry: 'Food' } }, 'segment food', 'Industry Food'],
	[{ segments: { industry: 'Food' }, currency: 'USD' }, 'segment food USD', 'Industry Food, currency USD'],
	[{ segments: { size: 'large', country: 'Denmark' } }, 'segment large', 'size large, region Denmark'],
	[{ segments: { region: 'Europe', country: 'Denmark' } }, 'region Denmark', 'region Denmark'],
	[{ segments: { region: 'Nordics' } }, null, ''],
	[{ segments: { region: 'Nordics' }, team: 'North' }, 'region Nordics', 'region Nordics, team North'],
	[{ segments: { region: 'Norway' }, stage: 'propose' }, 'region Norway propose', 'region Norway, stage propose'],
	[{ segments: { region: 'Norway' }, stage: 'close', currency: 'USD' }, 'region Norway', 'region Norway'],
	[{ team: 'South' }, 'team South', 'team South'],
	[{ team: 'South', stage: 'close', currency: 'USD' }, 'team South close', 'team South, stage close'],
	[{ stage: 'close' }, 'stage close', 'stage close'],
	[{ stage: 'close', currency: 'USD' }, 'stage close USD', 'stage close, currency USD'],
	[{ currency: 'CAD' }, 'currency USD', 'currency CAD'],
	[{ currency: 'GBP' }, null, ''],
	[{ currency: 'GBP', today: '2026-11-23' }, 'currency GBP until', 'currency GBP, until 2026-11-23'],
	[{ today: '2026-12-24' }, 'dates', 'from 2026-12-24, until 2026-12-31'],
	[{ code: 'X', families: ['Nothing'] }, null, ''],
];

test('forty rules: the most specific one that holds wins, and says what of the deal made it hold', () => {
	expect(rules).toHaveLength(40);
	expect(checkMarginPolicy(policy, [], new Set(['negotiate', 'propose', 'close']))).toEqual([]);
	for (const [asked, name, because] of table) {
		const { rule: won, limits } = look(asked);
		const why = won?.because.map(({ field, value }) => `${field} ${value}`).join(', ');
		expect({ asked, name: won?.name ?? null, why }).toEqual({ asked, name, why: because });
		if (name === null) expect({ kind: won?.kind, limits }).toEqual({ kind: 'otherwise', limits: policy.otherwise });
	}
	expect(new Set(table.map(([, name]) => name)).size).toBeGreaterThan(38);
});

test('rules that would have held, but say less, are named', () => {
	const { rule: won } = look({ ...compressor, currency: 'USD', segments: marine });
	expect(won).toMatchObject({ kind: 'rule', id: 'product-CX-marine', name: 'product CX marine' });
	expect(won?.beaten).toEqual([
		'product CX USD',
		'product CX',
		'family Compressors',
		'family Machines marine',
		'family Machines',
		'segment marine',
		'currency USD',
	]);
	expect(look({ code: 'CP', families: ['Controls'], segments: marine }).rule?.beaten).toEqual(['segment marine']);
});

test('of rules that name different segments, as an older policy may, the one higher up wins', () => {
	const both = {
		...policy,
		rules: [rule('large', { segments: [size('L')] }), rule('food', { segments: [industry('F')] })],
	};
	const deal = { ...fixtureDeal, segments: { industry: 'F', size: 'L' } };
	const context = ruleContext(deal, null, { name: '', role: 'rep' }, '2026-11-24');
	expect(limitsFor(null, both, context).rule?.name).toBe('large');
	expect(limitsFor(null, { ...both, rules: both.rules.toReversed() }, context).rule?.name).toBe('food');
});

test('of two rules that name one product by its code and by its id the one higher up wins', () => {
	const byId = rule('by id', { products: ['p-1'] });
	const byCode = rule('by code', { products: ['C-1'] });
	const product: Product = { id: 'p-1', code: 'C-1', name: '', families: [] };
	const context = ruleContext(fixtureDeal, null, { name: '', role: 'rep' }, '2026-11-24');
	const nameOf = (both: readonly MarginRule[]) => limitsFor(product, { ...policy, rules: both }, context).rule?.name;
	expect(nameOf([byId, byCode])).toBe('by id');
	expect(nameOf([byCode, byId])).toBe('by code');
});

test('the same question is answered by the same object, another team, stage or day by its own', () => {
	const viewer = { name: '', role: 'rep' } as const;
	const product = fixtureDeal.lines?.[0]?.product ?? null;
	const at = (stage: string | null, today: string, team = '') =>
		limitsFor(product, policy, ruleContext(fixtureDeal, stage, { ...viewer, team }, today));
	const first = at('propose', '2026-11-24');
	expect(at('propose', '2026-11-24')).toBe(first);
	expect(ruleContext(fixtureDeal, 'close', viewer, '2026-11-24').stageId).toBe('close');
	expect(ruleContext(fixtureDeal, 'close', { ...viewer, team: 'South' }, '2026-11-24').team).toBe('South');
});

test('a thousand rules over five hundred lines are worked out within one key', () => {
	const many = Array.from({ length: 1000 }, (_, at) => rule(`r${at}`, { products: [`P-${at}`, `Q-${at}`] }));
	const [line] = fixtureDeal.lines ?? [];
	if (!line?.product) throw new Error('no line');
	const lines = Array.from({ length: 500 }, (_, at) => ({
		...line,
		id: String(at),
		product: { id: `p${at}`, code: `P-${at}`, name: '', families: ['Compressors'] },
	}));
	const deal = { ...fixtureDeal, lines };
	const playbook = { ...fixturePlaybook, margin: decided({ ...policy, rules: many }, false) };
	const view = evaluate(deal, noEdits(deal.ref), playbook, { name: '', role: 'rep' }, '2026-11-24', noNotes);
	expect(view.margin.lines.map((each) => each.rule?.name)).toEqual(lines.map((_, at) => `r${at}`));
});

/** The fixture deal with 15 % typed into line 1, under rules of these levels. */
function warning(levels: readonly (WarningLevel | null)[], own: WarningLevel = 'note') {
	const typed = { text: '15', value: '0.15' };
	const draft = { ...noEdits(fixtureDeal.ref), lines: { '1': { price: { by: 'discount', typed } } } } as const;
	const margin: DecidedPolicy = {
		...fixturePlaybook.margin,
		warnings: own,
		rules: [
			rule('one', { products: ['CX-40'] }, ['0.25', '0.3'], levels[0] ?? null),
			rule('two', { products: ['CP-7'] }, ['0.2', '0.5'], levels[1] ?? null),
			rule('three', { products: ['INST-D'] }, ['0.1', '0.2'], levels[2] ?? null),
		],
	};
	const viewer = { name: '', role: 'rep' } as const;
	return evaluate(fixtureDeal, draft, { ...fixturePlaybook, margin }, viewer, '2026-11-24', noNotes).margin.warning;
}

test('a warning is as strict as the strictest rule whose line is under its limit', () => {
	expect(warning([null, null, null])?.level).toBe('note');
	expect(warning(['reason', null, null])).toMatchObject({ level: 'reason', isReasonMissing: true });
	expect(warning(['reason', 'approval', null])).toMatchObject({ level: 'approval', isReasonMissing: true });
	// The third line keeps its limits: its rule has no say.
	expect(warning(['note', 'note', 'approval'])).toMatchObject({ level: 'note', isReasonMissing: false });
	// Freight and warranty: 70/450 is under 30 % and speaks with the policy's voice.
	expect(warning(['off', 'off', null], 'off')).toBeNull();
});
