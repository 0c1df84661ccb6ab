import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CrmId, Instant, StageList } from '../../core/model/deal.ts';
import type { Draft } from '../../core/model/draft.ts';
import type { Kept } from '../../core/model/kept.ts';
import type { Playbook, WarningLevel } from '../../core/model/playbook.ts';
import { failure, type Result, success } from '../../core/model/result.ts';
import type { Settings, Site } from '../../core/model/settings.ts';
import type { CommandData } from '../../messages/commands.ts';
import type {
	Answer,
	ChangeNotice,
	ImportPreview,
	ImportSummary,
	RefusalCode,
	RemovedCollateral,
} from '../../messages/protocol.ts';
import { type Ask, codeOf, isLost } from '../ask.ts';
import { settingsSaved } from '../settings-saved.ts';
import { createDrafts, type Windows } from './forms/drafts.ts';
import { createFormActions, type FormActions, type Forms, noForms } from './forms/forms.ts';
import { policySaved } from './forms/kinds.ts';
import { plain, type SaveFailure } from './save-answers.ts';

/** What a window of the extension needs from outside; tests give fakes. */
export interface FarSide {
	readonly ask: Ask;
	/** Calls `listener` after every change; returns a function that stops it. */
	readonly onChange: (listener: (notice: ChangeNotice) => void) => () => void;
	readonly newId: () => string;
	readonly now: () => Instant;
	/** Null for a window in which nothing is typed that would have to be kept. */
	readonly windows: Windows | null;
}

export interface WorkspaceState {
	/** `failed`: the first read did not succeed; the rest of the state is as it was. */
	readonly phase: 'loading' | 'ready' | 'failed';
	/** Null until it was read. */
	readonly playbook: Playbook | null;
	readonly revision: number;
	readonly costCount: number;
	/** Null until it was read. */
	readonly settings: Settings | null;
	/** Null until it was read. */
	readonly sites: readonly Site[] | null;
	/** Stages of the CRMs that deals were read from; none until they were read, or could be. */
	readonly stageLists: readonly StageList[];
	/** The CRMs in use here, in no order; none until they were read, or could be. */
	readonly crmsSeen: readonly CrmId[];
	/** How much is kept in this browser, as it was counted last; null before that, and while it cannot be counted. */
	readonly kept: Kept | null;
	/** Open forms, kept while one moves between sections, and in storage until they are saved or discarded. */
	readonly forms: Forms;
	/** False while the browser has no room for them. */
	readonly areDraftsKept: boolean;
	/** What an earlier version kept of a form, and this one cannot show in it. */
	readonly strayDrafts: readonly Draft[];
}

/** What importing a playbook's file would do. */
export type PreviewedImport = ImportPreview;

export interface WorkspaceActions extends FormActions {
	/** Reads everything and follows changes made elsewhere; returns a function that stops following. */
	opened(): () => void;
	readAgain(): Promise<void>;
	/** The window is about to go: what was typed last is kept at once. */
	leaving(): void;
	/** Forgets what an earlier version kept of a form. */
	strayDropped(draft: Draft): Promise<void>;

	piecesRemoved(ids: readonly string[]): Promise<Result<RemovedCollateral, SaveFailure>>;
	piecesRestored(removed: RemovedCollateral): Promise<Result<null, SaveFailure>>;
	pieceTicked(stageId: string, collateralId: string, isAttached: boolean): Promise<Result<null, SaveFailure>>;

	/** Pieces of a stage in the order reps see them. */
	piecesOrdered(stageId: string, collateralIds: readonly string[]): Promise<Result<null, SaveFailure>>;

	/** The answer takes it back. */
	warningsChosen(warnings: WarningLevel): Promise<Result<() => Promise<Result<unknown, SaveFailure>>, SaveFailure>>;

	/** Checks a playbook's file and says what importing it would do. */
	fileChosen(text: string): Promise<Result<ImportPreview, SaveFailure>>;
	fileImported(text: string): Promise<Result<ImportSummary, SaveFailure>>;
	sampleChosen(): Promise<Result<null, SaveFailure>>;
	/** An empty playbook takes the sample's place. */
	ownStarted(): Promise<Result<null, SaveFailure>>;
	/** False when there is nothing to put back. */
	importUndone(): Promise<Result<boolean, SaveFailure>>;
	fileAsked(
		costs: CommandData<'playbook.export'>['costs'],
	): Promise<Result<{ readonly text: string; readonly fileName: string }, SaveFailure>>;

	settingsChanged(change: Partial<Settings>): Promise<Result<null, SaveFailure>>;
	/** The browser allowed a host: has it registered. */
	siteGranted(): Promise<Result<readonly Site[], SaveFailure>>;
	/** Counts what is kept anew. False when it could not be counted. */
	keptAsked(): Promise<boolean>;
	/** Names the hosts that the browser did not take back. */
	everythingDeleted(): Promise<Result<{ readonly sitesLeft: readonly string[] }, SaveFailure>>;
	siteRemoved(pattern: string): Promise<Result<readonly Site[], SaveFailure>>;
}

export type Workspace = WorkspaceState & WorkspaceActions;
export type WorkspaceStore = StoreApi<Workspace>;

type Subject = 'playbook' | 'settings' | 'sites' | 'stages' | 'crms' | 'kept';

/** The state of one workspace or popup window. Nothing is read before `opened`. */
export function createWorkspaceStore({ ask, onChange, newId, now, windows }: FarSide): WorkspaceStore {
	/** The read that was asked last, by subject: an earlier one that answers later is dropped. */
	const asked: Record<Subject, number> = { playbook: 0, settings: 0, sites: 0, stages: 0, crms: 0, kept: 0 };

	return createStore<Workspace>((set, get) => {
		async function read<T>(
			subject: Subject,
			question: Promise<Answer<T>>,
			use: (value: T) => Partial<WorkspaceState>,
			refused: (code: RefusalCode) => Partial<WorkspaceState> = () => ({}),
		): Promise<boolean> {
			asked[subject] += 1;
			const serial = asked[subject];
			const answer = await question;
			if (serial === asked[subject]) {
				set(answer.ok ? use(answer.value) : refused(codeOf(answer)));
				formsFollowed();
			}
			return answer.ok;
		}

		const readPlaybook = () =>
			read(
				'playbook',
				ask('playbook.read', null),
				({ playbook, revision, costCount }) => ({ playbook, revision, costCount, phase: phaseAfter('playbook') }),
				// One that is not there any more, or cannot be read, is not shown as if it were in force.
				(code) => (isLost(code) ? { playbook: null, phase: 'failed' } : {}),
			);
		const readSettings = () =>
			read('settings', ask('settings.read', null), (settings) => ({ settings, phase: phaseAfter('settings') }));
		const readSites = () => read('sites', ask('sites.list', null), (sites) => ({ sites }));

		const readStages = () => read('stages', ask('stages.list', null), (stageLists) => ({ stageLists }));
		const readCrms = () => read('crms', ask('crms.seen', null), (crmsSeen) => ({ crmsSeen }));

		/** Ready once what was missing has come. */
		function phaseAfter(came: 'playbook' | 'settings'): WorkspaceState['phase'] {
			const { phase, playbook, settings, sites } = get();
			const has = { playbook: playbook !== null, settings: settings !== null, [came]: true };
			return phase === 'failed' && has.playbook && has.settings && sites !== null ? 'ready' : phase;
		}

		async function readAgain(): Promise<void> {
			// A process can be written without them.
			void readStages();
			void readCrms();
			const read = await Promise.all([readPlaybook(), readSettings(), readSites()]);
			if (read.every(Boolean)) set({ phase: 'ready' });
			else if (get().phase === 'loading') set({ phase: 'failed' });
		}

		/** Shows a change at once; what the background holds follows, also when it refused. */
		async function saved<T>(
			shown: Partial<WorkspaceState>,
			question: Promise<Result<T, SaveFailure>>,
			readBack: () => Promise<boolean>,
		): Promise<Result<T, SaveFailure>> {
			set(shown);
			const answer = await question;
			await readBack();
			return answer;
		}

		async function warningsKept(
			warnings: WarningLevel,
			before: WarningLevel | undefined = get().playbook?.margin.warnings,
		): Promise<Result<() => Promise<Result<unknown, SaveFailure>>, SaveFailure>> {
			const { playbook } = get();
			if (playbook === null || before === undefined) return failure({ code: 'storage-failed' });
			const shown = { playbook: { ...playbook, margin: { ...playbook.margin, warnings } } };
			const answer = await saved(shown, policySaved(ask, { warnings }, { warnings: before }), readPlaybook);
			return answer.ok ? success(() => warningsKept(before, warnings)) : answer;
		}

		const { formsFollowed, ...formActions } = createFormActions(
			(change) => {
				set(change);
				drafts?.changed();
			},
			get,
			ask,
			() => Promise.all([readPlaybook(), readSettings()]),
			{ newId, now },
		);

		const drafts =
			windows &&
			createDrafts({
				ask,
				windows,
				now,
				forms: () => get().forms,
				restored(forms, strayDrafts) {
					set({ forms, strayDrafts });
					formsFollowed();
				},
				areKept: (areDraftsKept) => set({ areDraftsKept }),
			});

		return {
			phase: 'loading',
			playbook: null,
			revision: 0,
			costCount: 0,
			settings: null,
			sites: null,
			stageLists: [],
			crmsSeen: [],
			kept: null,
			forms: noForms,
			areDraftsKept: true,
			strayDrafts: [],
			...formActions,

			opened() {
				void readAgain().then(() => drafts?.restore());
				return onChange(({ subject }) => {
					if (subject === 'stages' || subject === 'access') void readCrms();
					if (subject === 'playbook' || subject === 'costs') void readPlaybook();
					else if (subject === 'settings') void readSettings();
					else if (subject === 'sites') void readSites();
					else if (subject === 'stages') void readStages();
					else if (subject === 'storage') void readAgain();
				});
			},
			readAgain,
			leaving: () => drafts?.flush(),
			async strayDropped(draft) {
				set({ strayDrafts: get().strayDrafts.filter((each) => each !== draft) });
				await drafts?.drop(draft);
			},

			async piecesRemoved(ids) {
				const answer = plain(await ask('collateral.remove', { ids }));
				const open = get().forms.piece?.source;
				if (answer.ok && open && ids.includes(open.id)) formActions.formDropped('piece');
				await readPlaybook();
				return answer;
			},
			async piecesRestored(removed) {
				return saved({}, ask('collateral.restore', removed).then(plain), readPlaybook);
			},
			async pieceTicked(stageId, collateralId, isAttached) {
				const { playbook } = get();
				if (playbook === null) return failure({ code: 'storage-failed' });
				const others = playbook.attachments.filter(
					(attachment) => attachment.stageId !== stageId || attachment.collateralId !== collateralId,
				);
				const attachments = isAttached ? [...others, { stageId, collateralId }] : others;
				return saved(
					{ playbook: { ...playbook, attachments } },
					ask('attachment.set', { stageId, collateralId, isAttached }).then(plain),
					readPlaybook,
				);
			},

			piecesOrdered: (stageId, collateralIds) =>
				saved({}, ask('attachments.order', { stageId, collateralIds }).then(plain), readPlaybook),

			warningsChosen: (warnings) => warningsKept(warnings),

			async fileChosen(text) {
				return plain(await ask('playbook.preview', { text }));
			},
			async fileImported(text) {
				const answer = plain(await ask('playbook.import', { text }));
				if (answer.ok) await readPlaybook();
				return answer;
			},
			sampleChosen: () => saved({}, ask('playbook.loadSample', null).then(plain), readPlaybook),
			ownStarted: () => saved({}, ask('playbook.start', null).then(plain), readPlaybook),
			importUndone: () => saved({}, ask('playbook.undoImport', null).then(plain), readPlaybook),
			fileAsked: async (costs) => plain(await ask('playbook.export', { costs })),

			async settingsChanged(change) {
				const { settings } = get();
				if (settings === null) return failure({ code: 'storage-failed' });
				const next: Settings = { ...settings, ...change };
				return saved({ settings: next }, settingsSaved(ask, change, settings).then(plain), readSettings);
			},
			async siteGranted() {
				const answer = plain(await ask('sites.granted', null));
				await readSites();
				return answer;
			},
			keptAsked: () =>
				read(
					'kept',
					ask('storage.kept', null),
					(kept) => ({ kept }),
					() => ({ kept: null }),
				),
			everythingDeleted: async () => plain(await ask('storage.deleteAll', null)),
			async siteRemoved(pattern) {
				const answer = plain(await ask('sites.remove', { pattern }));
				await readSites();
				return answer;
			},
		};
	});
}
