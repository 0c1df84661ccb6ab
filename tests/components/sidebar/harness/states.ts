import type { DealFacts, QuoteLink } from '../../../../core/model/deal.ts';
import { noEdits } from '../../../../core/model/deal-edits.ts';
import type { PlaybookForDeal } from '../../../../core/model/playbook.ts';
import type { SiteLayout } from '../../../../core/model/settings.ts';
import { decided, usualParts, usualPolicy } from '../../../../core/playbook/default-policy.ts';
import { startPlaybook } from '../../../../core/playbook/start.ts';
import sample from '../../../../demo/sample-playbook.json' with { type: 'json' };
import { selectRequest, selectShownDeal } from '../../../../stores/deal/view.ts';
import { fixtureDeal } from '../../../fixtures/fixture-deal.ts';
import { createFarSide, discountTyped } from '../far-side.ts';

/** Everything the sidebar can look like. */
export const stateNames = [
	'clean',
	'typing',
	'floor',
	'half',
	'odd',
	'unmatched',
	'unreadable',
	'broken-health',
	'saving',
	'not-read-again',
	'elsewhere',
	'asked-to-wait',
	'cached',
	'page',
	'broken',
	'nothing',
	'sent',
	'long',
	'lost',
	'loading',
	'closed',
	'unmapped',
	'no-process',
	'no-lines',
	'off',
	'opportunity',
	'context-failed',
	'partial',
	'guess',
	'disagrees',
	'negative',
	'several-quotes',
	'amount',
	'currency',
	'priced',
	'countered',
	'under-target',
	'handle',
	'handle-floor',
] as const;

/** One of them. */
export type StateName = (typeof stateNames)[number];

const samplePlaybook: PlaybookForDeal = {
	...usualParts,
	...(sample.playbook as unknown as PlaybookForDeal),
	margin: { ...usualPolicy, ...(sample.playbook.margin as unknown as PlaybookForDeal['margin']) },
	costs: [],
	unreadableCosts: [],
	history: [],
};
const quiet: PlaybookForDeal['margin'] = {
	...samplePlaybook.margin,
	warnings: 'note',
	otherwise: { floor: '0.25', target: '0.3' },
	families: [],
};

function ago(minutes: number): string {
	return new Date(Date.now() - minutes * 60_000).toISOString();
}

/** The step and the CRM's stage that the deal is drawn in. */
const step = samplePlaybook.process.stages.find(({ id }) => id === 'propose');
const longStep = samplePlaybook.process.stages.toSorted((one, two) => two.criteria.length - one.criteria.length)[0];
const crmStage = step?.crmStages.find(({ crm, kind }) => crm === 'demo' && kind !== 'opportunity');
const closedStage = samplePlaybook.process.closedStages.find(
	({ crm, kind }) => crm === 'demo' && kind !== 'opportunity',
);

function policyOf(state: StateName): PlaybookForDeal['margin'] {
	if (state === 'clean' || state === 'typing') return quiet;
	if (state === 'under-target') return { ...quiet, otherwise: { floor: '0.25', target: '0.34' } };
	const warnings = state === 'off' ? 'off' : state.endsWith('floor') ? 'reason' : 'note';
	return { ...samplePlaybook.margin, warnings };
}

function factsOf(state: StateName): DealFacts {
	const facts: DealFacts = {
		...fixtureDeal,
		name: 'Cold-store retrofit phase 2',
		stage: { id: crmStage?.stage ?? '', label: 'Draft', since: ago(6 * 24 * 60) },
		reading: { source: 'api', at: ago(0) },
	};
	switch (state) {
		case 'floor':
		case 'handle-floor':
			return {
				...facts,
				name: 'Harbour terminal doors with a custom steel frame for the northern quay',
				lines: (facts.lines ?? []).map((line) =>
					line.id === '4'
						? { ...line, unitCost: null, product: null, description: 'Custom steel frame, galvanised, 4 m' }
						: line,
				),
			};
		case 'long':
			return {
				...facts,
				ref: { ...facts.ref, kind: 'opportunity' },
				name: 'Harbour terminal doors with a custom steel frame for the northern quay',
				stage: {
					id: longStep?.crmStages.find(({ crm }) => crm === 'demo')?.stage ?? '',
					label: null,
					since: ago(9000),
				},
			};
		case 'closed':
			return { ...facts, stage: { id: closedStage?.stage ?? '', label: 'Accepted', since: null } };
		case 'unmapped':
			return { ...facts, stage: { id: 'parked', label: 'Parked until spring', since: null } };
		case 'opportunity':
			return {
				...facts,
				ref: { ...facts.ref, kind: 'opportunity' },
				stage: {
					id: step?.crmStages.find(({ crm, kind }) => crm === 'demo' && kind !== 'quote')?.stage ?? '',
					label: null,
					since: null,
				},
			};
		case 'partial':
			return {
				...facts,
				lines: (facts.lines ?? []).map((line) => (line.id === '4' ? { ...line, unitCost: null } : line)),
			};
		case 'several-quotes':
			return {
				...facts,
				lines: null,
				linesNote: { kind: 'several-quotes', quotes: ['Q-2041', 'Q-2044'].map(quoteNamed) },
			};
		case 'amount':
			return { ...facts, ref: { ...facts.ref, kind: 'opportunity' }, amount: '39000' };
		case 'no-lines':
			return { ...facts, lines: [] };
		default:
			return facts;
	}
}

const overTyped = { price: { by: 'discount', typed: { text: '110', value: '1.1' } } } as const;

function quoteNamed(name: string): QuoteLink {
	const ref = { ...fixtureDeal.ref, id: name };
	return { ref, name, url: `${new URL(fixtureDeal.ref.site).origin}/quotes/${name}` };
}

/** Asks for what is typed, and has a manager say 10 % of the whole deal eleven minutes later. */
async function counter(far: ReturnType<typeof createFarSide>): Promise<void> {
	const state = far.deal.getState();
	const shown = selectShownDeal(state, far.settings.viewer, ago(0).slice(0, 10))?.shownMargin;
	const request = shown && selectRequest(state, shown, { id: 'ask', by: 'Jo', at: ago(42), reason: 'A large order' });
	if (!request) throw new Error('nobody is asked');
	await state.approvalAsked(request);
	far.answer = () => ({
		requestId: request.id,
		hash: request.hash,
		answer: 'countered',
		counterDiscount: '0.1',
		counterLine: null,
		isOwn: false,
		note: 'With payment on order.',
		by: '',
		at: ago(31),
	});
	await state.approvalAnswered('the answer');
}

const unread: readonly StateName[] = ['loading', 'cached', 'page', 'broken', 'nothing'];

/** A far side that has led the stores into this state. */
export async function farSideIn(state: StateName, language: 'en' | 'de', theme: 'light' | 'dark') {
	const facts = factsOf(state);
	const { ref } = facts;
	const far = createFarSide(
		state === 'no-process'
			? { ...startPlaybook, margin: decided(startPlaybook.margin, false), costs: [], unreadableCosts: [], history: [] }
			: { ...samplePlaybook, margin: policyOf(state) },
	);
	far.settings = { ...far.settings, language, theme };
	if (state === 'cached') {
		const earlier: DealFacts = { ...facts, reading: { source: 'api', at: ago(18) } };
		far.cached = { facts: earlier, at: ago(18) };
	}
	if (state === 'context-failed') far.refused.add('deal.context');
	await far.frame.getState().opened();
	const layout: SiteLayout = { side: 'right', widthPx: 360, isCollapsed: state.startsWith('handle'), handleAt: 0.5 };
	far.show(facts, layout);
	await far.settle();
	if (!unread.includes(state)) far.read(facts);
	await far.settle();
	switch (state) {
		case 'loading':
			far.arrive({ type: 'facts.reading', ref });
			break;
		case 'typing':
			far.arrive({ type: 'discount.possible', ref, lines: { 1: 'yes' } });
			far.edit(discountTyped('1', '15', '0.15', facts));
			break;
		case 'floor':
		case 'handle-floor':
			far.edit(discountTyped('1', '28', '0.28', facts));
			break;
		case 'opportunity':
			far.edit({ ...noEdits(ref), amount: { text: '36,120.00', value: '36120' } });
			break;
		case 'guess':
			far.edit({
				...noEdits(ref),
				lines: { 1: { quantity: { text: '3', value: '3' }, isRepriced: true } },
				activeLineId: '1',
			});
			break;
		case 'disagrees':
			far.edit({
				...discountTyped('1', '15', '0.15', facts),
				pageTotals: { revenue: '37360', margin: null, currency: null },
			});
			break;
		case 'negative':
			far.edit({ ...noEdits(ref), lines: Object.fromEntries((facts.lines ?? []).map(({ id }) => [id, overTyped])) });
			break;
		case 'priced':
			far.edit({ ...noEdits(ref), pricedBy: 'price-list' });
			break;
		case 'currency':
			far.edit({ ...noEdits(ref), currencyChange: { to: 'USD' }, refused: [{ lineId: '1', text: '125', most: '1' }] });
			break;
		case 'countered':
			far.edit(discountTyped('1', '15', '0.15', facts));
			await counter(far);
			break;
		case 'half':
			far.edit(discountTyped('1', '12,', null, facts));
			break;
		case 'odd':
			far.edit(discountTyped('1', '125', '1.25', facts));
			break;
		case 'unmatched':
			far.edit({ ...discountTyped('1', '15', '0.15', facts), areLinesUnmatched: true });
			break;
		case 'unreadable':
			far.arrive({ type: 'edits.failed', ref, failure: { code: 'field-missing', field: 'Discount' } });
			break;
		case 'broken-health':
			far.arrive({ type: 'facts.read', ref, facts, health: [{ field: 'Discount', state: 'broken', seen: null }] });
			break;
		case 'saving':
		case 'not-read-again':
			if (state !== 'saving') far.fail(facts, { code: 'server-failed' });
			far.arrive({
				type: 'edits.settling',
				ref,
				phase: state,
				edits: discountTyped('1', '15', '0.15', facts),
			});
			break;
		case 'elsewhere':
			far.edit({ ...discountTyped('2', '7', '0.07', facts), changedElsewhere: ['1', '3'] });
			break;
		case 'asked-to-wait':
			far.arrive({
				type: 'facts.failed',
				ref,
				failure: { code: 'rate-limited' },
				pageFacts: null,
				againAtMs: Date.now() + 3_600_000,
			});
			break;
		case 'cached':
		case 'nothing':
			far.fail(facts, { code: 'api-unreachable' });
			break;
		case 'page':
			far.fail(facts, { code: 'signed-out' }, { ...facts, lines: null, account: null });
			break;
		case 'broken':
			far.fail(facts, { code: 'field-missing', field: 'Discount' });
			break;
		case 'long':
			for (const { id } of longStep?.criteria ?? [])
				await far.deal.getState().criterionTicked(id, true, 'https://files.example/minutes');
			far.fail(facts, { code: 'api-unreachable' });
			break;
		case 'sent':
			for (const { stageId, collateralId } of samplePlaybook.attachments)
				if (stageId === step?.id) await far.deal.getState().collateralMarked(collateralId, true);
			for (const { id } of step?.criteria ?? [])
				await far.deal.getState().criterionTicked(id, true, 'https://files.example/minutes-of-the-meeting');
			break;
		case 'lost':
			far.deal.getState().connectionChanged('lost');
			break;
		default:
	}
	await far.settle();
	return far;
}
