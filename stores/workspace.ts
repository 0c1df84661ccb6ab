import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Instant, StageList } from '../core/model/deal.ts';
import type { Collateral, MarginPolicy, Playbook, SalesProcess, WarningLevel } from '../core/model/playbook.ts';
import { failure, type Result, success } from '../core/model/result.ts';
import type { FileProblem, Settings, Site } from '../core/model/settings.ts';
import type {
	Answer,
	ChangeNotice,
	CommandAnswer,
	CommandData,
	CommandName,
	ImportPreview,
	ImportSummary,
	RefusalCode,
	RemovedCollateral,
} from '../messages/protocol.ts';
import { codeOf, isLost } from './ask.ts';
import { checked, failureOf, plain } from './save-answers.ts';
import {
	type CollateralDraft,
	type CollateralFaults,
	draftOfCollateral,
	draftOfProcess,
	emptyCollateralDraft,
	formOfLimits,
	type LimitsFault,
	type LimitsForm,
	limitsOfForm,
	type ProcessDraft,
	type ProcessFault,
	pieceOfDraft,
	processOfDraft,
} from './workspace-forms.ts';
import { createPartActions, noPartForms, type PartActions, type PartForms } from './workspace-parts.ts';
import { createRuleActions, type RuleActions, type RulesState } from './workspace-rule-actions.ts';

/** Asks the background; never rejects for an expected failure. */
export type Ask = <N extends CommandName>(name: N, data: CommandData<N>) => Promise<CommandAnswer<N>>;

/** What a window of the extension needs from outside; tests give fakes. */
export interface FarSide {
	readonly ask: Ask;
	/** Calls `listener` after every change; answers what stops it. */
	readonly onChange: (listener: (notice: ChangeNotice) => void) => () => void;
	readonly newId: () => string;
	readonly now: () => Instant;
}

/** A form that is being filled, and what it was made from: when that changes elsewhere the form stays. */
export interface OpenForm<Form, Source> {
	readonly form: Form;
	readonly source: Source;
}

/** A process as it was, and the pieces on those of its steps that are no more. */
export interface ReplacedProcess {
	readonly process: SalesProcess;
	readonly attachments: RemovedCollateral['attachments'];
}

/** Why something was not saved: a refusal by the background, or problems by place. */
export type SaveFailure =
	| { readonly code: RefusalCode }
	| { readonly code: 'problems'; readonly problems: readonly FileProblem[] };

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
	/** Open forms, kept while one moves between sections; null when nothing is being changed. */
	readonly collateralForm: OpenForm<CollateralDraft, Collateral | null> | null;
	readonly processForm: OpenForm<ProcessDraft, SalesProcess> | null;
	readonly limitsForm: OpenForm<LimitsForm, MarginPolicy> | null;
	readonly ruleForm: RulesState['ruleForm'];
	readonly partForms: PartForms;
}

/** What importing a playbook's file would do. */
export type PreviewedImport = ImportPreview;

export interface WorkspaceActions extends PartActions, RuleActions {
	/** Reads everything and follows changes made elsewhere; answers what stops following. */
	opened(): () => void;
	readAgain(): Promise<void>;

	pieceFormOpened(piece: Collateral | null): void;
	pieceFormTyped(change: Partial<CollateralDraft>): void;
	pieceFormClosed(): void;
	/** Saves the open form; it closes when that succeeds. */
	pieceSaved(): Promise<
		Result<Collateral, { readonly code: 'faults'; readonly faults: CollateralFaults } | SaveFailure>
	>;
	piecesRemoved(ids: readonly string[]): Promise<Result<RemovedCollateral, SaveFailure>>;
	piecesRestored(removed: RemovedCollateral): Promise<Result<null, SaveFailure>>;
	pieceTicked(stageId: string, collateralId: string, isAttached: boolean): Promise<Result<null, SaveFailure>>;

	/** Pieces of a stage in the order reps see them. */
	piecesOrdered(stageId: string, collateralIds: readonly string[]): Promise<Result<null, SaveFailure>>;

	processTyped(change: (draft: ProcessDraft) => ProcessDraft): void;
	processDropped(): void;
	/** Saves the open form; answers what it replaced, with which pieces stood on steps that it took out. */
	processSaved(): Promise<
		Result<ReplacedProcess, { readonly code: 'faults'; readonly faults: readonly ProcessFault[] } | SaveFailure>
	>;
	/** Pieces on steps that a save took out are put back with them. */
	processPutBack(
		process: SalesProcess,
		attachments?: ReplacedProcess['attachments'],
	): Promise<Result<null, SaveFailure>>;

	warningsChosen(warnings: WarningLevel): Promise<Result<null, SaveFailure>>;
	limitsTyped(locale: string, change: (form: LimitsForm) => LimitsForm): void;
	limitsDropped(): void;
	/** Saves the open form; answers the policy that was replaced. */
	limitsSaved(
		locale: string,
	): Promise<Result<MarginPolicy, { readonly code: 'faults'; readonly faults: readonly LimitsFault[] } | SaveFailure>>;
	policyPutBack(policy: MarginPolicy): Promise<Result<null, SaveFailure>>;

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
	/** Names the hosts that the browser did not take back. */
	everythingDeleted(): Promise<Result<{ readonly sitesLeft: readonly string[] }, SaveFailure>>;
	siteRemoved(pattern: string): Promise<Result<readonly Site[], SaveFailure>>;
}

export type Workspace = WorkspaceState & WorkspaceActions;
export type WorkspaceStore = StoreApi<Workspace>;

type Subject = 'playbook' | 'settings' | 'sites' | 'stages';

/** The state of one workspace or popup window. Nothing is read before `opened`. */
export function createWorkspaceStore({ ask, onChange, newId, now }: FarSide): WorkspaceStore {
	/** The read that was asked last, by subject: an earlier one that answers later is dropped. */
	const asked: Record<Subject, number> = { playbook: 0, settings: 0, sites: 0, stages: 0 };

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
			if (serial === asked[subject]) set(answer.ok ? use(answer.value) : refused(codeOf(answer)));
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

		/** Ready once what was missing has come. */
		function phaseAfter(came: 'playbook' | 'settings'): WorkspaceState['phase'] {
			const { phase, playbook, settings, sites } = get();
			const has = { playbook: playbook !== null, settings: settings !== null, [came]: true };
			return phase === 'failed' && has.playbook && has.settings && sites !== null ? 'ready' : phase;
		}

		async function readAgain(): Promise<void> {
			// A process can be written without them.
			void readStages();
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

		function withMargin(change: Partial<MarginPolicy>): MarginPolicy | null {
			const { playbook } = get();
			return playbook === null ? null : { ...playbook.margin, ...change };
		}

		async function policySaved(margin: MarginPolicy | null): Promise<Result<null, SaveFailure>> {
			const { playbook } = get();
			if (margin === null || playbook === null) return failure({ code: 'storage-failed' });
			return saved({ playbook: { ...playbook, margin } }, ask('policy.save', { margin }).then(checked), readPlaybook);
		}

		async function processKept(process: SalesProcess): Promise<Result<null, SaveFailure>> {
			return saved({}, ask('process.save', { process }).then(checked), readPlaybook);
		}

		async function processPutBack(process: SalesProcess, attachments: ReplacedProcess['attachments'] = []) {
			const answer = await processKept(process);
			if (!answer.ok || attachments.length === 0) return answer;
			return saved({}, ask('collateral.restore', { pieces: [], attachments }).then(plain), readPlaybook);
		}

		return {
			phase: 'loading',
			playbook: null,
			revision: 0,
			costCount: 0,
			settings: null,
			sites: null,
			stageLists: [],
			collateralForm: null,
			processForm: null,
			limitsForm: null,
			ruleForm: null,
			partForms: noPartForms,
			...createPartActions(set, get, ask, readPlaybook),
			...createRuleActions(set, get, newId, policySaved),

			opened() {
				void readAgain();
				return onChange(({ subject }) => {
					if (subject === 'playbook' || subject === 'costs') void readPlaybook();
					else if (subject === 'settings') void readSettings();
					else if (subject === 'sites') void readSites();
					else if (subject === 'stages') void readStages();
					else if (subject === 'storage') void readAgain();
				});
			},
			readAgain,

			pieceFormOpened(piece) {
				set({
					collateralForm: { form: piece === null ? emptyCollateralDraft() : draftOfCollateral(piece), source: piece },
				});
			},
			pieceFormTyped(change) {
				const { collateralForm } = get();
				if (collateralForm === null) return;
				set({ collateralForm: { ...collateralForm, form: { ...collateralForm.form, ...change } } });
			},
			pieceFormClosed: () => set({ collateralForm: null }),
			async pieceSaved() {
				const { collateralForm, playbook } = get();
				if (collateralForm === null || playbook === null) return failure({ code: 'storage-failed' });
				const piece = pieceOfDraft(collateralForm.form, collateralForm.form.id ?? newId(), now());
				if (!piece.ok) return failure({ code: 'faults', faults: piece.error });
				const answer = await ask('collateral.save', { piece: piece.value });
				if (!answer.ok) return failure({ code: codeOf(answer) });
				set({ collateralForm: null });
				await readPlaybook();
				return piece;
			},
			async piecesRemoved(ids) {
				const { collateralForm } = get();
				const answer = plain(await ask('collateral.remove', { ids }));
				if (answer.ok && collateralForm?.source && ids.includes(collateralForm.source.id))
					set({ collateralForm: null });
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

			processTyped(change) {
				const { processForm, playbook } = get();
				if (playbook === null) return;
				const open = processForm ?? { form: draftOfProcess(playbook.process), source: playbook.process };
				set({ processForm: { ...open, form: change(open.form) } });
			},
			processDropped: () => set({ processForm: null }),
			async processSaved() {
				const { processForm, playbook } = get();
				if (processForm === null || playbook === null) return failure({ code: 'storage-failed' });
				const process = processOfDraft(processForm.form);
				if (!process.ok) return failure({ code: 'faults', faults: process.error });
				const before = playbook.process;
				const answer = await processKept(process.value);
				if (!answer.ok) return answer;
				if (get().processForm === processForm) set({ processForm: null });
				const stages = new Set(process.value.stages.map(({ id }) => id));
				const attachments = playbook.attachments.flatMap((attachment, index) =>
					stages.has(attachment.stageId) ? [] : [{ ...attachment, index }],
				);
				return success({ process: before, attachments });
			},
			processPutBack,

			warningsChosen: (warnings) => policySaved(withMargin({ warnings })),
			limitsTyped(locale, change) {
				const { limitsForm, playbook } = get();
				if (playbook === null) return;
				const open = limitsForm ?? { form: formOfLimits(playbook.margin, locale), source: playbook.margin };
				set({ limitsForm: { ...open, form: change(open.form) } });
			},
			limitsDropped: () => set({ limitsForm: null }),
			async limitsSaved(locale) {
				const { limitsForm, playbook } = get();
				if (limitsForm === null || playbook === null) return failure({ code: 'storage-failed' });
				const limits = limitsOfForm(limitsForm.form, locale);
				if (!limits.ok) return failure({ code: 'faults', faults: limits.error });
				const before = playbook.margin;
				const answer = await policySaved(withMargin(limits.value));
				if (!answer.ok) return answer;
				if (get().limitsForm === limitsForm) set({ limitsForm: null });
				return success(before);
			},
			policyPutBack: policySaved,

			async fileChosen(text) {
				const answer = await ask('playbook.preview', { text });
				if (!answer.ok) return failure(failureOf(answer));
				return answer.value.ok ? answer.value : failure({ code: 'problems', problems: answer.value.error });
			},
			async fileImported(text) {
				const answer = await ask('playbook.import', { text });
				if (!answer.ok) return failure(failureOf(answer));
				if (!answer.value.ok) return failure({ code: 'problems', problems: answer.value.error });
				await readPlaybook();
				return success(answer.value.value);
			},
			sampleChosen: () => saved({}, ask('playbook.loadSample', null).then(plain), readPlaybook),
			ownStarted: () => saved({}, ask('playbook.start', null).then(plain), readPlaybook),
			importUndone: () => saved({}, ask('playbook.undoImport', null).then(plain), readPlaybook),
			fileAsked: async (costs) => plain(await ask('playbook.export', { costs })),

			async settingsChanged(change) {
				const { settings } = get();
				if (settings === null) return failure({ code: 'storage-failed' });
				const next: Settings = { ...settings, ...change };
				return saved({ settings: next }, ask('settings.save', { settings: next }).then(plain), readSettings);
			},
			async siteGranted() {
				const answer = plain(await ask('sites.granted', null));
				await readSites();
				return answer;
			},
			everythingDeleted: async () => plain(await ask('storage.deleteAll', null)),
			async siteRemoved(pattern) {
				const answer = plain(await ask('sites.remove', { pattern }));
				await readSites();
				return answer;
			},
		};
	});
}
