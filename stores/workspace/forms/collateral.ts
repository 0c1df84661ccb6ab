import type { Instant } from '../../../core/model/deal.ts';
import type { Collateral, CollateralKind, FitRule } from '../../../core/model/playbook.ts';
import { failure, type Result, success } from '../../../core/model/result.ts';
import { hasHiddenSigns, namesUser } from '../../../core/model/shape-parts.ts';
import { isDay } from '../fields.ts';

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

/** A piece as typed in the form: all of it text, nothing checked yet. */
export interface CollateralDraft {
	/** Null for a new piece. */
	readonly id: string | null;
	readonly title: string;
	readonly url: string;
	readonly kind: CollateralKind;
	readonly whenToUse: string;
	readonly isProof: boolean;
	/** Absent in a draft that was kept before one could say so. */
	readonly isInternal?: boolean;
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
		...(piece.isInternal ? { isInternal: true } : {}),
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
		...(draft.isInternal ? { isInternal: true } : {}),
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
