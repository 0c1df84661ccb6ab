import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HyperFormula } from 'hyperformula';
import { evaluate } from '../core/evaluate.ts';
import { type DealFacts, noNotes, type QuoteLine } from '../core/model/deal.ts';
import { type DealEdits, noEdits } from '../core/model/deal-edits.ts';
import type {
	ApprovalPolicy,
	MarginRule,
	OffInvoiceItem,
	PayPlan,
	PlaybookForDeal,
	RuleScope,
	Trade,
	Viewer,
} from '../core/model/playbook.ts';
import { decided } from '../core/playbook/default-policy.ts';
import { readPlaybookFile } from '../core/playbook/file.ts';
import { quantile, round, say } from './bench-figures.ts';

const root = join(import.meta.dirname, '..');

function quoteOf(count: number): DealFacts {
	const lines = Array.from({ length: count }, (_, at): QuoteLine => {
		const list = 100 + ((at * 37) % 900);
		return {
			id: String(at),
			product: {
				id: `p${at}`,
				code: `P-${at}`,
				name: `Product ${at}`,
				families: [at % 2 === 0 ? 'Compressors' : 'Services'],
			},
			description: '',
			quantity: String(1 + (at % 9)),
			unit: null,
			listPrice: `${list}.00`,
			discounts: [`0.${String(at % 20).padStart(2, '0')}`],
			netPrice: null,
			unitCost: `${Math.floor(list * 0.6)}.00`,
			costCurrency: 'deal',
			costUnits: '1',
			costPeriod: 'price',
		};
	});
	return {
		ref: { crm: 'demo', site: 'bench', kind: 'quote', id: '1' },
		name: 'Bench',
		account: null,
		number: null,
		stage: { id: 'draft', label: null, since: null },
		amount: null,
		currency: 'EUR',
		probability: '0.5',
		closeDate: null,
		owner: null,
		segments: { industry: 'Marine' },
		lines,
		rounding: { unitPriceDigits: 4, lineAmountDigits: 2 },
		paymentDays: 30,
		filledFields: {},
		reading: { source: 'api', at: '2026-11-24T09:00:00.000Z' },
	};
}

const noScope: RuleScope = {
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

/** Forty rules, the most of them for single products. */
const rules = Array.from(
	{ length: 40 },
	(_, at): MarginRule => ({
		id: `r${at}`,
		name: `Rule ${at}`,
		scope:
			at < 30 ? { ...noScope, products: [`P-${at * 7}`] } : { ...noScope, families: ['Services'], stages: [`s${at}`] },
		floor: `0.${20 + (at % 5)}`,
		target: `0.${30 + (at % 5)}`,
		warnings: null,
	}),
);

const payPlan: PayPlan = {
	kind: 'bands',
	base: 'margin',
	mode: 'graduated',
	bands: [
		{ from: '0', rate: '0.05' },
		{ from: '10000', rate: '0.08' },
		{ from: '50000', rate: '0.12' },
	],
	accelerator: '1.5',
	isTakenBack: true,
};

const yearlyRate = '0.08';
const trades: readonly Trade[] = [
	{ id: 'prepay', name: 'Prepayment', kind: 'prepay', yearlyRate, days: 60 },
	{ id: 'terms', name: 'Later payment', kind: 'terms', yearlyRate, days: 30 },
	{ id: 'term', name: 'Two years more', kind: 'term', years: 2, retention: '0.9', yearlyRate },
	{ id: 'volume', name: 'More units', kind: 'volume', more: '0.2' },
	{ id: 'scope', name: 'Less of it', kind: 'scope', product: 'P-3', quantity: '2' },
	{ id: 'service', name: 'Training', kind: 'service', product: 'P-5', quantity: '1' },
	{ id: 'reference', name: 'Reference', kind: 'reference', worth: '500', currency: 'EUR' },
];

const offInvoice: readonly OffInvoiceItem[] = [
	{ id: 'bonus', name: 'Bonus', drop: 'rebate', amount: { by: 'share', value: '0.03' } },
	{ id: 'cash', name: 'Cash discount', drop: 'cash-discount', amount: { by: 'share', value: '0.02' } },
	{ id: 'freight', name: 'Freight', drop: 'freight', amount: { by: 'money', value: '900', currency: 'EUR' } },
	{ id: 'service', name: 'Care', drop: 'cost-to-serve', amount: { by: 'share', value: '0.01' } },
];

const approvals: ApprovalPolicy = {
	levels: [
		{ name: 'Sales manager', who: '' },
		{ name: 'Finance', who: '' },
	],
	rules: [
		{ id: 'discount', level: 1, trigger: { kind: 'discount-over', value: '0.1' } },
		{ id: 'line', level: 1, trigger: { kind: 'line-discount-over', value: '0.25' } },
		{ id: 'floor', level: 2, trigger: { kind: 'line-under-floor' } },
		{ id: 'margin', level: 2, trigger: { kind: 'margin-under', value: '0.2' } },
	],
};

/** The sample playbook with everything that is worked out on a key. */
function benchPlaybook(): PlaybookForDeal {
	const file = readPlaybookFile(readFileSync(join(root, 'demo/sample-playbook.json'), 'utf8'));
	if (!file.ok) throw new Error('broken sample');
	const { playbook, costs } = file.value;
	const history = Array.from({ length: 2000 }, (_, at) => ({
		product: `P-${at % 500}`,
		discount: `0.${10 + (at % 20)}`,
		outcome: 'sold' as const,
	}));
	const margin = decided({ ...playbook.margin, rules }, true);
	return {
		...playbook,
		margin,
		payPlan,
		trades,
		offInvoice,
		approvals,
		costs: costs ?? [],
		unreadableCosts: [],
		history,
	};
}

const viewer: Viewer = {
	name: 'Ada',
	role: 'rep',
	standing: { currency: 'EUR', revenue: '900000', grossMargin: '290000', quota: '300000', share: '0.8' },
};

/**
 * The same quote as a sheet: by line quantity, list, discount, cost, net, amount, cost, margin, limits and what they
 * want of the amount, state; then sums, margin, largest discounts, waterfall, trades and pay.
 */
function sheetOf(deal: DealFacts, count: number): HyperFormula {
	const lines = (deal.lines ?? []).map((line, at) => {
		const row = at + 1;
		return [
			Number(line.quantity),
			Number(line.listPrice),
			Number(line.discounts[0]),
			Number(line.unitCost),
			`=ROUND(B${row}*(1-C${row}),4)`,
			`=ROUND(E${row}*A${row},2)`,
			`=D${row}*A${row}`,
			`=1-G${row}/F${row}`,
			0.2,
			0.3,
			`=I${row}*F${row}`,
			`=J${row}*F${row}`,
			`=IF(H${row}<I${row},"under-floor",IF(H${row}<J${row},"under-target","on-target"))`,
			`=B${row}*A${row}`,
			`=ROUNDUP(D${row}/(1-J${row}),2)*A${row}`,
		];
	});
	const sum = (column: string) => `=SUM(${column}1:${column}${count})`;
	const at = (place: number) => count + place;
	const [sums, rest] = [at(1), at(2)];
	const totals = [
		0,
		0,
		0,
		0,
		0,
		...['F', 'G'].map(sum),
		`=1-G${sums}/F${sums}`,
		0,
		0,
		...['K', 'L'].map(sum),
		0,
		...['N', 'O'].map(sum),
	];
	const margin = `(F${sums}-G${sums})`;
	const band = (base: string) =>
		`(MIN(${base},10000)*0.05+MAX(0,MIN(${base},50000)-10000)*0.08+MAX(0,${base}-50000)*0.12)`;
	const others = [
		`=1-F${sums}/N${sums}`,
		`=ROUNDDOWN(1-G${sums}/(N${sums}*(1-L${sums}/F${sums})),3)`,
		`=ROUNDDOWN(1-G${sums}/(N${sums}*(1-K${sums}/F${sums})),3)`,
		`=F${sums}*(1-0.03-0.02-0.01)-900`,
		`=(D${rest}-G${sums})/D${rest}`,
		`=F${sums}*0.08*60/365`,
		`=F${sums}*0.08*30/365`,
		`=${margin}*0.1*(1/1.08+1/1.08^2)`,
		`=${margin}*0.2`,
		'=D4*2',
		'=D6*1',
		`=${band(margin)}*(1+0.5*MAX(0,MIN(${margin},290000+${margin}-300000))/${margin})*0.8`,
		`=${band(`(O${sums}-G${sums})`)}*0.8`,
		`=(290000+${margin})/(900000+F${sums})`,
	];
	return HyperFormula.buildFromArray([...lines, totals, others], { licenseKey: 'gpl-v3' });
}

function typedAt(deal: DealFacts, what: 'discount' | 'quantity', value: string): DealEdits {
	const typed = { text: value, value };
	const edit = what === 'discount' ? { price: { by: 'discount', typed } as const } : { quantity: typed };
	return { ...noEdits(deal.ref), lines: { 0: edit }, activeLineId: '0' };
}

/** Measures one evaluation on a key, beside a sheet that does the same arithmetic. */
export function benchEvaluate(runs: number): void {
	const playbook = benchPlaybook();
	for (const count of [20, 500]) {
		const deal = quoteOf(count);
		const sheet = sheetOf(deal, count);
		const own: number[] = [];
		const quantities: number[] = [];
		const other: number[] = [];
		const look = (draft: DealEdits, facts = deal) => {
			const start = performance.now();
			evaluate(facts, draft, playbook, viewer, '2026-11-24', noNotes);
			return performance.now() - start;
		};
		const first = Array.from({ length: 9 }, () => look(noEdits(deal.ref), { ...deal }));
		for (let run = 0; run < runs; run += 1) {
			const discount = `0.${String(1 + (run % 30)).padStart(2, '0')}`;
			const discounted = look(typedAt(deal, 'discount', discount));
			const counted = look(typedAt(deal, 'quantity', String(1 + (run % 30))));
			const start = performance.now();
			sheet.setCellContents({ sheet: 0, row: 0, col: 2 }, [[Number(discount)]]);
			for (let col = 0; col < 14; col += 1) sheet.getCellValue({ sheet: 0, row: count + 1, col });
			const end = performance.now();
			if (run < 20) continue;
			own.push(discounted);
			quantities.push(counted);
			other.push(end - start);
		}
		sheet.destroy();
		const figures = (values: readonly number[]) =>
			`median ${round(quantile(values, 0.5), 3)} ms, p95 ${round(quantile(values, 0.95), 3)} ms`;
		say(
			`evaluate, ${count} lines, 40 rules, pay bands, 7 trades, 4 off-invoice items, approvals: a discount typed ${figures(own)}; a quantity typed ${figures(quantities)}; the deal seen first median ${round(quantile(first, 0.5), 3)} ms.`,
		);
		say(
			`HyperFormula, ${count} lines, the same arithmetic, changing one discount and reading the results: ${figures(other)}; ratio ${round(quantile(own, 0.5) / quantile(other, 0.5))}. (evaluate also does stage, rules, approvals and collateral, exactly.)`,
		);
	}
}
