import type { ApprovalNote, StageList } from '../../../core/model/deal.ts';
import type { Draft } from '../../../core/model/draft.ts';
import type { Kept } from '../../../core/model/kept.ts';
import type { SiteMaps } from '../../../core/model/page-map.ts';
import type { MarginPolicy, Playbook, ProductCost } from '../../../core/model/playbook.ts';
import { countOf, optionalParts, playbookParts } from '../../../core/model/playbook-parts.ts';
import { success } from '../../../core/model/result.ts';
import { defaultSettings, type FileProblem, type Settings, type Site } from '../../../core/model/settings.ts';
import type { SourceState } from '../../../core/model/source.ts';
import { healthyStorage, type StorageState } from '../../../core/model/storage-state.ts';
import { usualParts, usualPolicy } from '../../../core/playbook/default-policy.ts';
import { membersOf, revisionOf } from '../../../core/playbook/revision.ts';
import { startPlaybook } from '../../../core/playbook/start.ts';
import type { CommandAnswer, CommandData, CommandName } from '../../../messages/commands.ts';
import type { ChangeNotice, MapsSummary, RefusalCause } from '../../../messages/protocol.ts';
import type { FarSide } from '../../../stores/workspace/store.ts';

/** The other side of the messages, in memory: what a window asks and what it is told. */
export interface FakeBackground extends FarSide {
	playbook: Playbook;
	costs: readonly ProductCost[];
	settings: Settings;
	sites: readonly Site[];
	stageLists: readonly StageList[];
	crmsSeen: readonly string[];
	/** How much is kept; null when it cannot be counted. */
	keptSizes: Kept | null;
	mapped: SiteMaps;
	/** Where the playbook comes from. */
	source: SourceState;
	/** What is at an address that is looked at. */
	looked: Extract<Awaited<CommandAnswer<'source.look'>>, { ok: true }>['value'];
	/** What the next playbook that is imported brings of them. */
	mapsCame: MapsSummary | null;
	/** Requests for approval, the newest first. */
	approvals: readonly ApprovalNote[];
	/** Every command asked, in order. */
	readonly asked: { readonly name: CommandName; readonly data: unknown }[];
	/** How its storage is doing, but for what can be undone. */
	kept: StorageState;
	canUndoMaps: boolean;
	/** Hosts that the browser keeps when everything is deleted. */
	sitesLeft: readonly string[];
	/** Why those in `broken` are, where more is known. */
	cause: RefusalCause | undefined;
	/** Commands that are refused with `storage-failed`. */
	readonly broken: Set<CommandName>;
	/** Problems the next import, policy, process, part or request is refused with. */
	problems: readonly FileProblem[];
	/** What was typed and not saved. */
	drafts: readonly Draft[];
	/** Words of the windows that are open; the one under test is "this". */
	openWindows: ReadonlySet<string>;
	/** Tells every window, as after a change made elsewhere. */
	tell(subject: ChangeNotice['subject']): void;
}

export const samplePlaybook: Playbook = {
	name: 'North team',
	process: {
		name: 'Five steps',
		stages: [
			{
				id: 'qualify',
				name: 'Qualify',
				guidance: 'Find the budget owner.',
				usualDays: 5,
				criteria: [
					{ id: 'budget', text: 'Budget owner named', isRequired: true, filledBy: null },
					{ id: 'date', text: 'Decision date agreed', isRequired: false, filledBy: 'closeDate' },
				],
				crmStages: [{ crm: 'tryton', kind: 'opportunity', stage: 'lead' }],
			},
			{
				id: 'propose',
				name: 'Propose',
				guidance: '',
				usualDays: null,
				criteria: [],
				crmStages: [],
			},
		],
		closedStages: [{ crm: 'tryton', kind: null, stage: 'lost' }],
	},
	collateral: [
		{
			id: 'audits',
			title: 'Three audits',
			url: 'https://firm.example/audits',
			kind: 'case-study',
			whenToUse: 'When energy cost comes up',
			fits: [{ field: 'industry', values: ['Food', 'Pharma'] }],
			isProof: true,
			expires: null,
			updatedAt: '2026-11-01T08:00:00.000Z',
		},
		{
			id: 'warranty',
			title: 'Warranty on one page',
			url: 'https://firm.example/warranty',
			kind: 'guide',
			whenToUse: '',
			fits: [],
			isProof: false,
			expires: '2026-01-31',
			updatedAt: '2026-11-01T08:00:00.000Z',
		},
	],
	attachments: [{ stageId: 'qualify', collateralId: 'audits' }],
	origin: 'own',
	...usualParts,
	margin: {
		...usualPolicy,
		warnings: 'note',
		otherwise: { floor: '0.2', target: '0.3' },
		families: [{ family: 'Doors', floor: '0.225', target: '0.31' }],
	},
	payPlan: null,
};

export function createFakeBackground(playbook: Playbook = samplePlaybook): FakeBackground {
	const listeners = new Set<(notice: ChangeNotice) => void>();
	const staged = new Map<string, ProductCost[]>();
	let revision = 1;
	let ids = 0;
	let before: Playbook | null = null;
	let costsBefore: readonly ProductCost[] | null = null;

	function changed(subject: ChangeNotice['subject']): void {
		revision += 1;
		for (const listener of listeners) listener({ subject, revision });
	}

	function withPlaybook(change: Partial<Playbook>): void {
		fake.playbook = { ...fake.playbook, ...change };
		changed('playbook');
	}

	const overtaken = { ok: false, error: 'changed-elsewhere' } as const;
	const wrong = () => ({ ok: false, error: 'bad-message', problems: fake.problems }) as const;
	type DraftKey = Pick<Draft, 'owner' | 'form'>;
	const isSameDraft = (left: DraftKey, right: DraftKey) => left.owner === right.owner && left.form === right.form;

	const answers: Partial<{ [N in CommandName]: (data: CommandData<N>) => CommandAnswer<N> }> = {
		'storage.state': () =>
			success({
				...fake.kept,
				undo: { playbook: before !== null, costs: costsBefore !== null, maps: fake.canUndoMaps },
			}),
		'storage.setAside': ({ key }) => {
			const unreadable = fake.kept.unreadable.filter((row) => row.key !== key);
			fake.kept = { ...fake.kept, unreadable, unreadableCount: unreadable.length };
			changed('storage');
			return success(true);
		},
		'storage.deleteAll': () => success({ sitesLeft: fake.sitesLeft }),
		'storage.export': () => success({ text: '{}', fileName: 'dealside-kept-2026-11-24.json' }),
		'playbook.read': () => success({ playbook: fake.playbook, revision, costCount: fake.costs.length }),
		'collateral.save': ({ piece, from }) => {
			const here = fake.playbook.collateral.find(({ id }) => id === piece.id) ?? null;
			if (revisionOf(here) !== from) return overtaken;
			const isKnown = fake.playbook.collateral.some(({ id }) => id === piece.id);
			withPlaybook({
				collateral: isKnown
					? fake.playbook.collateral.map((each) => (each.id === piece.id ? piece : each))
					: [...fake.playbook.collateral, piece],
			});
			return success(null);
		},
		'collateral.remove': ({ ids: gone }) => {
			const { collateral, attachments } = fake.playbook;
			const removed = {
				pieces: collateral.map((piece, index) => ({ piece, index })).filter(({ piece }) => gone.includes(piece.id)),
				attachments: attachments
					.map((attachment, index) => ({ ...attachment, index }))
					.filter(({ collateralId }) => gone.includes(collateralId)),
			};
			withPlaybook({
				collateral: collateral.filter(({ id }) => !gone.includes(id)),
				attachments: attachments.filter(({ collateralId }) => !gone.includes(collateralId)),
			});
			return success(removed);
		},
		'collateral.restore': ({ pieces, attachments }) => {
			const collateral = [...fake.playbook.collateral];
			for (const { piece, index } of pieces) collateral.splice(index, 0, piece);
			const attached = [...fake.playbook.attachments];
			for (const { index, ...attachment } of attachments) attached.splice(index, 0, attachment);
			withPlaybook({ collateral, attachments: attached });
			return success(null);
		},
		'attachment.set': ({ stageId, collateralId, isAttached }) => {
			const others = fake.playbook.attachments.filter(
				(each) => each.stageId !== stageId || each.collateralId !== collateralId,
			);
			withPlaybook({ attachments: isAttached ? [...others, { stageId, collateralId }] : others });
			return success(null);
		},
		'attachments.order': ({ stageId, collateralIds }) => {
			const { attachments } = fake.playbook;
			const others = attachments.filter((each) => each.stageId !== stageId);
			withPlaybook({ attachments: [...others, ...collateralIds.map((collateralId) => ({ stageId, collateralId }))] });
			return success(null);
		},
		'policy.save': ({ change, from }) => {
			if (fake.problems.length > 0) return wrong();
			if (revisionOf(membersOf<Partial<MarginPolicy>>(fake.playbook.margin, change)) !== from) return overtaken;
			withPlaybook({ margin: { ...fake.playbook.margin, ...change } });
			return success(null);
		},
		'parts.save': ({ parts, from }) => {
			if (fake.problems.length > 0) return wrong();
			if (revisionOf(membersOf<Partial<Playbook>>(fake.playbook, parts)) !== from) return overtaken;
			withPlaybook(parts);
			return success(null);
		},
		'approvals.list': () => success(fake.approvals),
		'approval.receive': ({ text }) => {
			if (fake.problems.length > 0) return wrong();
			const note: ApprovalNote = { request: JSON.parse(text), decision: null, isAskedHere: false };
			fake.approvals = [note, ...fake.approvals];
			changed('notes');
			return success(note);
		},
		'approval.decide': ({ requestId, answer, counterDiscount, counterLine, note }) => {
			const waiting = fake.approvals.find(({ request, decision }) => request.id === requestId && decision === null);
			if (waiting === undefined) return success(null);
			const { hash } = waiting.request;
			const by = fake.settings.viewer.name;
			const decided: ApprovalNote = {
				...waiting,
				decision: {
					requestId,
					hash,
					answer,
					counterDiscount,
					counterLine,
					isOwn: waiting.isAskedHere === true,
					note,
					by,
					at: fake.now(),
				},
			};
			fake.approvals = fake.approvals.map((each) => (each === waiting ? decided : each));
			changed('notes');
			return success(decided);
		},
		'process.save': ({ process, from, attachments: back = [] }) => {
			if (fake.problems.length > 0) return wrong();
			if (revisionOf(fake.playbook.process) !== from) return overtaken;
			const isThere = ({ stageId }: { stageId: string }) => process.stages.some(({ id }) => id === stageId);
			const { attachments } = fake.playbook;
			const next = attachments.filter(isThere);
			for (const { index, ...attachment } of back) next.splice(index, 0, attachment);
			withPlaybook({ process, attachments: next });
			return success(attachments.flatMap((each, index) => (isThere(each) ? [] : [{ ...each, index }])));
		},
		'playbook.preview': ({ text }) => {
			if (fake.problems.length > 0) return wrong();
			const file = { ...fake.playbook, ...(JSON.parse(text) as Partial<Playbook>) };
			const kept = optionalParts.playbook.filter((part) => !(part in JSON.parse(text)));
			return success({
				name: file.name,
				replaced: playbookParts
					.filter((part) => !kept.some((each) => each === part))
					.map((part) => ({ part, count: countOf(file, part), here: countOf(fake.playbook, part) })),
				kept: kept.map((part) => ({ part, count: countOf(fake.playbook, part) })),
				costs: { count: null, here: fake.costs.length },
				maps: fake.mapsCame ? fake.mapsCame.added + fake.mapsCame.replaced + fake.mapsCame.kept : null,
			});
		},
		'playbook.import': ({ text }) => {
			if (fake.problems.length > 0) return wrong();
			before = fake.playbook;
			withPlaybook(JSON.parse(text) as Partial<Playbook>);
			changed('storage');
			return success({
				stages: fake.playbook.process.stages.length,
				collateral: fake.playbook.collateral.length,
				costs: null,
				maps: fake.mapsCame,
			});
		},
		'playbook.export': () => success({ text: JSON.stringify(fake.playbook), fileName: 'north-team.json' }),
		'playbook.undoImport': () => {
			if (before === null) return success(false);
			withPlaybook(before);
			before = null;
			changed('storage');
			return success(true);
		},
		'playbook.loadSample': () => {
			before = fake.playbook;
			withPlaybook({ ...samplePlaybook, name: 'Sample playbook' });
			changed('storage');
			return success(null);
		},
		'playbook.start': () => {
			before = fake.playbook;
			withPlaybook(startPlaybook);
			return success(null);
		},
		'costs.begin': () => {
			const upload = `upload-${staged.size + 1}`;
			staged.set(upload, []);
			return success({ upload });
		},
		'costs.part': ({ upload, costs }) => {
			staged.get(upload)?.push(...costs);
			return success(null);
		},
		'costs.compare': ({ upload }) => {
			const named = new Set(staged.get(upload)?.map(({ product }) => product));
			const missing = fake.costs.map(({ product }) => product).filter((product) => !named.has(product));
			return success({ removed: missing.length, names: missing.slice(0, 5) });
		},
		'costs.undo': () => {
			if (costsBefore === null) return success(false);
			fake.costs = costsBefore;
			costsBefore = null;
			changed('costs');
			return success(true);
		},
		'costs.commit': ({ upload, mode }) => {
			costsBefore = fake.costs;
			const arrived = staged.get(upload) ?? [];
			const named = new Set(arrived.map(({ product }) => product));
			const kept = mode === 'merge' ? fake.costs.filter(({ product }) => !named.has(product)) : [];
			fake.costs = [...kept, ...arrived];
			staged.delete(upload);
			changed('costs');
			return success({ count: fake.costs.length });
		},
		'costs.abandon': ({ upload }) => {
			staged.delete(upload);
			return success(null);
		},
		'costs.find': ({ query, limit }) => {
			const found = fake.costs.filter(({ product }) => product.toLowerCase().startsWith(query.toLowerCase()));
			return success({ costs: found.slice(0, limit), count: found.length });
		},
		'cost.change': ({ product, change }) => {
			const found = fake.costs.find((cost) => cost.product === product) ?? null;
			fake.costs = fake.costs.map((cost) => (cost === found ? { ...cost, ...change } : cost));
			changed('costs');
			return success(found);
		},
		'costs.clear': () => {
			costsBefore = fake.costs;
			fake.costs = [];
			changed('costs');
			return success(null);
		},
		'settings.read': () => success(fake.settings),
		'settings.save': ({ change, from }) => {
			if (revisionOf(membersOf(fake.settings, change)) !== from) return overtaken;
			fake.settings = { ...fake.settings, ...change };
			changed('settings');
			return success(null);
		},
		'drafts.list': () => success(fake.drafts),
		'draft.keep': ({ draft }) => {
			fake.drafts = [...fake.drafts.filter((each) => !isSameDraft(each, draft)), draft];
			return success(null);
		},
		'draft.drop': (of) => {
			fake.drafts = fake.drafts.filter((each) => !isSameDraft(each, of));
			return success(null);
		},
		'stages.list': () => success(fake.stageLists),
		'crms.seen': () => success(fake.crmsSeen),
		'storage.kept': () => (fake.keptSizes === null ? { ok: false, error: 'storage-failed' } : success(fake.keptSizes)),
		'maps.list': () => success(fake.mapped),
		'map.rename': ({ id, name }) => {
			const maps = fake.mapped.maps.map((map) => (map.id === id ? { ...map, name } : map));
			fake.mapped = { ...fake.mapped, maps };
			changed('maps');
			return success(null);
		},
		'maps.remove': ({ ids: gone, pointed: keys }) => {
			const isGone = (field: string) => keys.some((key) => key.field === field);
			const { maps, pointed } = fake.mapped;
			fake.mapped = {
				maps: maps.filter(({ id }) => !gone.includes(id)),
				pointed: pointed.filter(({ field }) => !isGone(field)),
			};
			changed('maps');
			return success({
				maps: maps.filter(({ id }) => gone.includes(id)),
				pointed: pointed.filter(({ field }) => isGone(field)),
			});
		},
		'maps.restore': ({ maps, pointed }) => {
			fake.mapped = { maps: [...fake.mapped.maps, ...maps], pointed: [...fake.mapped.pointed, ...pointed] };
			changed('maps');
			return success(null);
		},
		'maps.import': ({ text }) => {
			if (fake.problems.length > 0) return wrong();
			const { maps, pointed } = fake.mapped;
			fake.mapped = JSON.parse(text);
			changed('maps');
			return success({ added: 1, replaced: 1, kept: maps.length + pointed.length });
		},
		'maps.export': ({ ids: wanted }) => success({ text: JSON.stringify(wanted), fileName: 'mapped-crms.json' }),
		'source.read': () => success(fake.source),
		'source.look': () => success(fake.looked),
		'source.leave': () => success(null),
		'source.follow': () =>
			success({ kind: 'followed', summary: { stages: 1, collateral: 0, costs: null, maps: null } }),
		'source.check': () => success(fake.source),
		'source.stop': () => success(null),
		'playbook.publish': () => success({ text: '{}', fileName: 'published.json', leftOut: [], isSigned: true }),
		'sites.list': () => success(fake.sites),
		'sites.granted': () => {
			changed('sites');
			return success(fake.sites);
		},
		'sites.remove': ({ pattern }) => {
			fake.sites = fake.sites.filter((site) => site.pattern !== pattern);
			changed('sites');
			return success(fake.sites);
		},
	};

	const fake: FakeBackground = {
		playbook,
		costs: [],
		settings: defaultSettings,
		approvals: [],
		stageLists: [],
		crmsSeen: ['tryton'],
		keptSizes: { sizes: [], estimate: null },
		source: { followed: null, signingKey: null },
		looked: { kind: 'untaken', fault: 'offline', problems: [] },
		mapped: { maps: [], pointed: [] },
		mapsCame: null,
		sites: [{ pattern: 'https://*.crm.example/*', label: 'crm.example', kind: 'built-in' }],
		asked: [],
		kept: healthyStorage,
		canUndoMaps: false,
		sitesLeft: [],
		cause: undefined,
		broken: new Set(),
		problems: [],
		tell: changed,
		newId: () => {
			ids += 1;
			return `new-${ids}`;
		},
		now: () => '2026-11-24T09:00:00.000Z',
		drafts: [],
		openWindows: new Set(['this']),
		windows: { own: async () => 'this', open: async () => fake.openWindows },
		onChange(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		async ask<N extends CommandName>(name: N, data: CommandData<N>): Promise<CommandAnswer<N>> {
			// What crosses between contexts is a copy.
			fake.asked.push({ name, data: structuredClone(data) });
			const answer = answers[name];
			if (fake.broken.has(name) || answer === undefined)
				return { ok: false, error: 'storage-failed', ...(fake.cause && { cause: fake.cause }) } as CommandAnswer<N>;
			return structuredClone(answer(data)) as CommandAnswer<N>;
		},
	};
	return fake;
}
