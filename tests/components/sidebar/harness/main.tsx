import './harness.css';
import { createRoot } from 'react-dom/client';
import { Sidebar } from '../../../../components/Sidebar/Sidebar.tsx';
import type { DealFacts } from '../../../../core/model/deal.ts';
import type { PlaybookForDeal } from '../../../../core/model/playbook.ts';
import sample from '../../../../demo/sample-playbook.json' with { type: 'json' };
import { fixtureDeal } from '../../../fixtures/fixture-deal.ts';
import { createFarSide, discountTyped } from '../far-side.ts';

const asked = new URLSearchParams(location.search);
const state = asked.get('state') ?? 'clean';

const playbook = { ...(sample.playbook as unknown as PlaybookForDeal), costs: [] };
const stage = playbook.process.stages
	.flatMap(({ crmStages }) => crmStages)
	.find(({ crm, kind, stage: id }) => crm === 'demo' && kind !== 'opportunity' && id !== '');
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const facts: DealFacts = {
	...fixtureDeal,
	name: 'Cold-store retrofit phase 2',
	stage: { id: stage?.stage ?? 'draft', label: 'Draft', since: ago(6 * 24 * 60) },
	reading: { source: 'api', at: ago(0) },
};
const isUnknown = state === 'floor';
const shown: DealFacts = isUnknown
	? {
			...facts,
			name: 'Harbour terminal doors with a custom steel frame for the northern quay',
			lines: (facts.lines ?? []).map((line) =>
				line.id === '4'
					? { ...line, unitCost: null, product: null, description: 'Custom steel frame, galvanised, 4 m' }
					: line,
			),
		}
	: facts;

const quiet = { warnings: 'note', otherwise: { floor: '0.25', target: '0.3' }, families: [] } as const;
const far = createFarSide({
	...playbook,
	margin:
		state === 'clean' || state === 'typing'
			? quiet
			: { ...playbook.margin, warnings: state === 'off' ? 'off' : isUnknown ? 'reason' : 'note' },
});
far.settings = {
	...far.settings,
	language: asked.get('lang') === 'de' ? 'de' : 'en',
	theme: asked.get('theme') === 'dark' ? 'dark' : 'light',
};
document.documentElement.dataset.theme = far.settings.theme;
await far.frame.getState().opened();

const layout = {
	side: 'right',
	widthPx: 360,
	isCollapsed: state === 'handle' || state === 'handle-floor',
	handleAt: 0.5,
} as const;
if (state !== 'connecting') far.show(shown, layout);
if (state === 'loading') far.arrive({ type: 'facts.reading', ref: shown.ref });
const readStates = [
	'clean',
	'typing',
	'floor',
	'half',
	'odd',
	'off',
	'unreadable',
	'sent',
	'handle',
	'handle-floor',
	'lost',
	'closed',
	'unmapped',
	'no-lines',
	'unmatched',
	'broken-health',
];
if (readStates.includes(state)) {
	far.read(
		state === 'closed'
			? { ...shown, stage: { id: 'lost', label: 'Lost', since: null } }
			: state === 'unmapped'
				? { ...shown, stage: { id: 'parked', label: 'Parked until spring', since: null } }
				: state === 'no-lines'
					? { ...shown, lines: [] }
					: shown,
	);
}
await far.settle();
if (state === 'typing') far.edit(discountTyped('1', '15', '0.15'));
if (state === 'floor' || state === 'handle-floor') far.edit(discountTyped('1', '28', '0.28'));
if (state === 'half') far.edit(discountTyped('1', '12,', null));
if (state === 'odd') far.edit(discountTyped('1', '125', '1.25'));
if (state === 'unmatched') far.edit({ ...discountTyped('1', '15', '0.15'), areLinesUnmatched: true });
if (state === 'unreadable')
	far.arrive({ type: 'edits.failed', ref: shown.ref, failure: { code: 'field-missing', field: 'Discount' } });
if (state === 'broken-health')
	far.arrive({ type: 'facts.read', ref: shown.ref, facts: shown, health: [{ field: 'Discount', state: 'broken' }] });
if (state === 'cached') {
	far.cached = { facts: { ...facts, reading: { source: 'api', at: ago(18) } }, at: ago(18) };
	far.deal.getState().changeNoticed({ subject: 'playbook', revision: 2 });
	await far.settle();
	far.fail(facts, { code: 'api-unreachable' });
}
if (state === 'page') far.fail(facts, { code: 'signed-out' }, { ...facts, lines: null, account: null });
if (state === 'broken') far.fail(facts, { code: 'field-missing', field: 'Discount' });
if (state === 'nothing') far.fail(facts, { code: 'api-unreachable' });
if (state === 'sent')
	await far.deal
		.getState()
		.collateralMarked(playbook.attachments.find(({ stageId }) => stageId === 'propose')?.collateralId ?? '', true);
if (state === 'lost') far.deal.getState().connectionChanged('lost');
await far.settle();

const root = document.getElementById('root');
if (root) {
	createRoot(root).render(
		<Sidebar
			deal={far.deal}
			frame={far.frame}
			today={() => new Date().toISOString().slice(0, 10)}
			onEscape={() => undefined}
			onWorkspace={() => undefined}
		/>,
	);
}
