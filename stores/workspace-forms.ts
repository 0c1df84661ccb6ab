import type { Day, Instant, RecordKind } from '../core/model/deal.ts';
import { compare, decimal } from '../core/model/decimal.ts';
import type {
	Collateral,
	CollateralKind,
	CrmStage,
	FitRule,
	MarginPolicy,
	SalesProcess,
	Stage,
} from '../core/model/playbook.ts';
import { failure, type Result, success } from '../core/model/result.ts';
import { hasHiddenSigns, namesUser } from '../core/model/shape-parts.ts';
import { type PercentFault, percentText, readPercent } from './workspace-numbers.ts';

/** In the order they are offered. */
export const collateralKinds: readonly CollateralKind[] = [
	'case-study',
	'brochure',
	'calculator',
	'template',
	'video',
	'guide',
	'proof',
	'other',
];

/** A piece as it stands in the form: all of it text, nothing checked yet. */
export interface CollateralDraft {
	/** Null for a new piece. */
	readonly id: string | null;
	readonly title: string;
	readonly url: string;
	readonly kind: CollateralKind;
	readonly whenToUse: string;
	readonly isProof: boolean;
	readonly expires: string;
	readonly fits: readonly FitDraft[];
}

export interface FitDraft {
	/** Tells rows apart while they are added and removed. */
	readonly key: string;
	readonly field: string;
	/** Values with commas between them. */
	readonly values: string;
}

export type CollateralFault =
	| 'title-missing'
	| 'link-missing'
	| 'link-not-https'
	| 'link-hidden-signs'
	| 'link-names-user'
	| 'link-unreadable'
	| 'link-too-long'
	| 'day-unreadable'
	| 'fit-incomplete';

/** What is wrong, by field of the form; `fits` by the row's key. Empty when the piece can be saved. */
export interface CollateralFaults {
	readonly title?: CollateralFault;
	readonly url?: CollateralFault;
	readonly expires?: CollateralFault;
	readonly fits?: Readonly<Record<string, CollateralFault>>;
}

export function emptyCollateralDraft(): CollateralDraft {
	return { id: null, title: '', url: '', kind: 'case-study', whenToUse: '', isProof: false, expires: '', fits: [] };
}

export function draftOfCollateral(piece: Collateral): CollateralDraft {
	return {
		id: piece.id,
		title: piece.title,
		url: piece.url,
		kind: piece.kind,
		whenToUse: piece.whenToUse,
		isProof: piece.isProof,
		expires: piece.expires ?? '',
		fits: piece.fits.map((rule, index) => ({ key: `${index}`, field: rule.field, values: rule.values.join(', ') })),
	};
}

const longestLink = 2000;

/** A link as it is kept: whole and https. An address without a scheme gets https. */
export function readLink(text: string): Result<string, CollateralFault> {
	const typed = text.trim();
	if (typed === '') return failure('link-missing');
	if (hasHiddenSigns(typed)) return failure('link-hidden-signs');
	const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(typed);
	if (hasScheme && !/^https:/i.test(typed)) return failure('link-not-https');
	const url = URL.parse(hasScheme ? typed : `https://${typed}`);
	if (url === null || !url.hostname.includes('.') || /\s/.test(typed)) return failure('link-unreadable');
	if (namesUser(url.href)) return failure('link-names-user');
	if (url.href.length > longestLink) return failure('link-too-long');
	return success(url.href);
}

function isDay(text: string): text is Day {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const moment = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text);
}

/** The piece the form describes, or what is wrong with it. */
export function pieceOfDraft(draft: CollateralDraft, id: string, now: Instant): Result<Collateral, CollateralFaults> {
	const link = readLink(draft.url);
	const rules = draft.fits.map((row) => ({ key: row.key, rule: ruleOfDraft(row) }));
	const brokenRules = rules.filter(({ rule }) => rule === null);
	const faults: CollateralFaults = {
		...(draft.title.trim() === '' ? { title: 'title-missing' } : {}),
		...(link.ok ? {} : { url: link.error }),
		...(draft.expires !== '' && !isDay(draft.expires) ? { expires: 'day-unreadable' } : {}),
		...(brokenRules.length > 0
			? { fits: Object.fromEntries(brokenRules.map(({ key }) => [key, 'fit-incomplete'] as const)) }
			: {}),
	};
	if (Object.keys(faults).length > 0 || !link.ok) return failure(faults);
	return success({
		id,
		title: draft.title.trim(),
		url: link.value,
		kind: draft.kind,
		whenToUse: draft.whenToUse.trim(),
		fits: rules.flatMap(({ rule }) => (rule === null || rule === 'blank' ? [] : [rule])),
		isProof: draft.isProof,
		expires: draft.expires === '' ? null : draft.expires,
		updatedAt: now,
	});
}

function ruleOfDraft(row: FitDraft): FitRule | 'blank' | null {
	const field = row.field.trim();
	const values = row.values
		.split(',')
		.map((value) => value.trim())
		.filter((value) => value !== '');
	if (field === '' && values.length === 0) return 'blank';
	const isTooMuch = values.length > 100 || values.some((value) => value.length > 200);
	return field === '' || values.length === 0 || isTooMuch ? null : { field, values };
}

/** Another piece with the same link, apart from case of the host, a trailing slash and what follows "#". */
export function pieceWithSameLink(draft: CollateralDraft, pieces: readonly Collateral[]): Collateral | null {
	const link = readLink(draft.url);
	if (!link.ok) return null;
	const wanted = bareLink(link.value);
	return pieces.find((piece) => piece.id !== draft.id && bareLink(piece.url) === wanted) ?? null;
}

function bareLink(link: string): string {
	return link.replace(/#.*$/, '').replace(/\/$/, '');
}

/** Pieces whose words contain every word of `query`, in the given order. `words` adds what the kind is called. */
export function findCollateral(
	pieces: readonly Collateral[],
	query: string,
	words: (piece: Collateral) => string,
): readonly Collateral[] {
	const wanted = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
	if (wanted.length === 0) return pieces;
	return pieces.filter((piece) => {
		const text = `${piece.title} ${piece.whenToUse} ${piece.url} ${words(piece)}`.toLocaleLowerCase();
		return wanted.every((word) => text.includes(word));
	});
}

export interface CriterionDraft {
	readonly id: string;
	readonly text: string;
	readonly isRequired: boolean;
	/** Empty: ticked by hand. */
	readonly filledBy: string;
}

export interface CrmStageDraft {
	readonly key: string;
	readonly crm: string;
	readonly kind: RecordKind | null;
	readonly stage: string;
}

export interface StageDraft {
	readonly id: string;
	readonly name: string;
	readonly guidance: string;
	readonly usualDays: string;
	readonly criteria: readonly CriterionDraft[];
	readonly crmStages: readonly CrmStageDraft[];
}

/** The process as it stands in the form. */
export interface ProcessDraft {
	readonly name: string;
	readonly stages: readonly StageDraft[];
	readonly closedStages: readonly CrmStageDraft[];
}

export type ProcessFaultCode =
	| 'process-name-missing'
	| 'no-stages'
	| 'stage-name-missing'
	| 'stage-name-twice'
	| 'days-unreadable'
	| 'criterion-empty'
	| 'crm-stage-incomplete'
	| 'crm-name-spaced'
	| 'crm-stage-twice';

/** One fault and its place: the stage's position from 0, null for what concerns the process, and the row's key. */
export interface ProcessFault {
	readonly code: ProcessFaultCode;
	readonly stage: number | null;
	/** Id of a criterion or key of a CRM stage; null when it concerns the stage itself. */
	readonly row: string | null;
}

function crmDrafts(stages: readonly CrmStage[], prefix: string): readonly CrmStageDraft[] {
	return stages.map((mapped, index) => ({ key: `${prefix}${index}`, ...mapped }));
}

export function draftOfProcess(process: SalesProcess): ProcessDraft {
	return {
		name: process.name,
		stages: process.stages.map((stage) => ({
			id: stage.id,
			name: stage.name,
			guidance: stage.guidance,
			usualDays: stage.usualDays === null ? '' : `${stage.usualDays}`,
			criteria: stage.criteria.map((criterion) => ({ ...criterion, filledBy: criterion.filledBy ?? '' })),
			crmStages: crmDrafts(stage.crmStages, `${stage.id}-`),
		})),
		closedStages: crmDrafts(process.closedStages, 'closed-'),
	};
}

/** The process the form describes, or every fault with its place, in the order of the form. */
export function processOfDraft(draft: ProcessDraft): Result<SalesProcess, readonly ProcessFault[]> {
	const faults: ProcessFault[] = [];
	if (draft.name.trim() === '') faults.push({ code: 'process-name-missing', stage: null, row: null });
	if (draft.stages.length === 0) faults.push({ code: 'no-stages', stage: null, row: null });
	const names = new Set<string>();
	const mapped = new Set<string>();
	const stages = draft.stages.map((form, index): Stage => {
		const name = form.name.trim();
		if (name === '') faults.push({ code: 'stage-name-missing', stage: index, row: null });
		else if (names.has(name.toLocaleLowerCase())) faults.push({ code: 'stage-name-twice', stage: index, row: null });
		names.add(name.toLocaleLowerCase());
		const days = form.usualDays.trim();
		if (days !== '' && !/^\d{1,4}$/.test(days)) faults.push({ code: 'days-unreadable', stage: index, row: null });
		for (const criterion of form.criteria) {
			if (criterion.text.trim() === '') faults.push({ code: 'criterion-empty', stage: index, row: criterion.id });
		}
		return {
			id: form.id,
			name,
			guidance: form.guidance.trim(),
			criteria: form.criteria.map((criterion) => ({
				id: criterion.id,
				text: criterion.text.trim(),
				isRequired: criterion.isRequired,
				filledBy: criterion.filledBy.trim() === '' ? null : criterion.filledBy.trim(),
			})),
			crmStages: crmStagesOf(form.crmStages, index, mapped, faults),
			usualDays: days === '' ? null : Number(days),
		};
	});
	const closedStages = crmStagesOf(draft.closedStages, null, mapped, faults);
	if (faults.length > 0) return failure(faults);
	return success({ name: draft.name.trim(), stages, closedStages });
}

function crmStagesOf(
	rows: readonly CrmStageDraft[],
	stage: number | null,
	mapped: Set<string>,
	faults: ProcessFault[],
): readonly CrmStage[] {
	return rows.map((row) => {
		const crm = row.crm.trim();
		const id = row.stage.trim();
		// A row for any kind meets those for each kind.
		const kinds: readonly RecordKind[] = row.kind === null ? ['opportunity', 'quote'] : [row.kind];
		const keys = kinds.map((kind) => JSON.stringify([crm, kind, id]));
		if (crm === '' || id === '') faults.push({ code: 'crm-stage-incomplete', stage, row: row.key });
		else if (/\s/.test(crm)) faults.push({ code: 'crm-name-spaced', stage, row: row.key });
		else if (keys.some((key) => mapped.has(key))) faults.push({ code: 'crm-stage-twice', stage, row: row.key });
		for (const key of keys) mapped.add(key);
		return { crm, kind: row.kind, stage: id };
	});
}

/** The same list with the item at `from` one place further up (−1) or down (1); unchanged at an end. */
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): readonly T[] {
	const to = from + by;
	const item = list[from];
	const other = list[to];
	if (item === undefined || other === undefined) return list;
	return list.map((each, index) => (index === from ? other : index === to ? item : each));
}

export interface LimitsDraft {
	/** Tells rows apart; `otherwise` for the row for everything else. */
	readonly key: string;
	readonly family: string;
	readonly floor: string;
	readonly target: string;
}

/** Limits as they stand in the form, percents as the user's locale writes them. */
export interface LimitsForm {
	readonly families: readonly LimitsDraft[];
	/** Both texts empty: no limit for everything else. */
	readonly otherwise: LimitsDraft;
}

export type LimitsFaultCode = PercentFault | 'family-missing' | 'family-twice' | 'floor-over-target';

export interface LimitsFault {
	readonly code: LimitsFaultCode;
	readonly key: string;
	readonly field: 'family' | 'floor' | 'target';
}

export function formOfLimits(policy: LimitsValue, locale: string): LimitsForm {
	return {
		families: policy.families.map((limits, index) => ({
			key: `${index}`,
			family: limits.family,
			floor: percentText(limits.floor, locale),
			target: percentText(limits.target, locale),
		})),
		otherwise: {
			key: 'otherwise',
			family: '',
			floor: policy.otherwise === null ? '' : percentText(policy.otherwise.floor, locale),
			target: policy.otherwise === null ? '' : percentText(policy.otherwise.target, locale),
		},
	};
}

/** The part of the policy that the form of limits is of. */
export type LimitsValue = Pick<MarginPolicy, 'families' | 'otherwise'>;

/** The limits the form describes, or every fault with its row and field. */
export function limitsOfForm(form: LimitsForm, locale: string): Result<LimitsValue, readonly LimitsFault[]> {
	const faults: LimitsFault[] = [];
	const names = new Set<string>();
	const families = form.families.map((row) => {
		const family = row.family.trim();
		if (family === '') faults.push({ code: 'family-missing', key: row.key, field: 'family' });
		else if (names.has(family.toLocaleLowerCase()))
			faults.push({ code: 'family-twice', key: row.key, field: 'family' });
		names.add(family.toLocaleLowerCase());
		return { family, ...limitsOfRow(row, locale, faults) };
	});
	const isOpen = form.otherwise.floor.trim() === '' && form.otherwise.target.trim() === '';
	const otherwise = isOpen ? null : limitsOfRow(form.otherwise, locale, faults);
	return faults.length > 0 ? failure(faults) : success({ families, otherwise });
}

function limitsOfRow(row: LimitsDraft, locale: string, faults: LimitsFault[]): { floor: string; target: string } {
	const floor = readPercent(row.floor, locale);
	const target = readPercent(row.target, locale);
	if (!floor.ok) faults.push({ code: floor.error, key: row.key, field: 'floor' });
	if (!target.ok) faults.push({ code: target.error, key: row.key, field: 'target' });
	if (floor.ok && target.ok && compare(decimal(floor.value), decimal(target.value)) > 0) {
		faults.push({ code: 'floor-over-target', key: row.key, field: 'floor' });
	}
	return { floor: floor.ok ? floor.value : '0', target: target.ok ? target.value : '0' };
}
