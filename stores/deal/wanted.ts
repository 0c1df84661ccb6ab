import { readNumber, styleOfLocale } from '../../core/costs/number-style.ts';
import { type Countered, counteredPrice } from '../../core/counter.ts';
import type { ApprovalView } from '../../core/model/approval-view.ts';
import type { DecimalString } from '../../core/model/decimal.ts';
import { failure, type Result, success } from '../../core/model/result.ts';
import type { MarginView } from '../../core/model/view.ts';
import type { Wanted, Wish } from '../../core/model/wanted.ts';
import { askedDiscount, isOwnAnswer } from '../../core/playbook/approvals.ts';
import { type WantedIn, wantedPrice } from '../../core/wanted.ts';
import { percentText, readPercent } from '../workspace/numbers.ts';

/** Works out the lowest price that keeps a wish, on one line or, `lineId` null, over the deal. */
export type Seek = (lineId: string | null, wish: Wish) => Wanted;

let last: { readonly around: WantedIn; readonly seek: Seek } | null = null;

/** The same function, which remembers what it found, as long as nothing that it works on has changed. */
export function seekIn(around: WantedIn): Seek {
	const isSame = last !== null && wantedParts.every((part) => last?.around[part] === around[part]);
	if (last && isSame) return last.seek;
	const found = new Map<string, Wanted>();
	const seek: Seek = (lineId, wish) => {
		const asked = JSON.stringify([lineId, wish]);
		const answer = found.get(asked) ?? wantedPrice(around, lineId, wish);
		found.set(asked, answer);
		return answer;
	};
	last = { around, seek };
	return seek;
}

export type { Countered };

/** What the counter-offer that is in force comes to on this deal; null where none is. `lineId`: the line being worked on. */
export function selectCountered({ standing, note }: ApprovalView, seek: Seek, lineId: string | null): Countered | null {
	if (standing !== 'countered' || !note?.decision || isOwnAnswer(note)) return null;
	return counteredPrice(seek, note.decision, lineId);
}

/** The discount that was asked for, on the line where that is known, else on the deal; null where neither is. */
export function selectAsked(
	{ note }: ApprovalView,
	lineId: string | null,
): { readonly lineId: string | null; readonly discount: DecimalString } | null {
	if (!note) return null;
	const onLine = lineId === null ? null : askedDiscount(note.request, lineId);
	const discount = onLine ?? askedDiscount(note.request, null);
	return discount === null ? null : { lineId: onLine === null ? null : lineId, discount };
}

const wantedParts = ['facts', 'draft', 'playbook', 'viewer', 'today', 'notes'] as const;

/** What can be wished for in the sidebar. */
export type WishKind = Exclude<Wish['kind'], 'alone' | 'agreed'>;

/** Why what was typed is no wish. */
export type WishFault = 'missing' | 'unreadable' | 'over-hundred';

/** What is offered to wish for: money and percent where the viewer sees the margin, pay where a plan pays them. */
export function selectWishKinds({ after, pay }: MarginView): readonly WishKind[] {
	const seen: WishKind[] = after.margin === null ? [] : ['margin', 'amount'];
	return pay?.before != null ? [...seen, 'pay'] : seen;
}

/** Lines that a price can be wished for, as they stand on the page. */
export function selectWishLines({ lines }: MarginView): readonly MarginView['lines'][number][] {
	return lines.filter(({ part, after }) => (part === 'sold' || part === 'bundle') && after?.list != null);
}

/** The wish that a field begins with, as it is typed in `locale`: the target where it is known, else what there is. */
export function wishText(kind: WishKind, { limits, after }: MarginView, locale: string): string {
	if (kind === 'margin') {
		const fraction = limits?.target ?? after.margin;
		return fraction === null ? '' : percentText(shortened(fraction), locale);
	}
	if (kind !== 'amount' || after.amount === null) return '';
	return after.amount.replace('.', styleOfLocale(locale).decimal);
}

/** No wish is begun with more digits than one would type. */
const mostFractionDigits = 4;

function shortened(fraction: DecimalString): DecimalString {
	const [whole = '0', part = ''] = fraction.split('.');
	return part.length > mostFractionDigits ? `${whole}.${part.slice(0, mostFractionDigits)}` : fraction;
}

/** Longer is no number that somebody typed. */
const longestText = 40;

/** What is typed as a wish. Money without a sign of currency; a percent with or without its sign. */
export function readWish(kind: WishKind, text: string, locale: string): Result<Wish, WishFault> {
	if (kind === 'pay') return success({ kind });
	if (text.trim() === '') return failure('missing');
	if (text.length > longestText) return failure('unreadable');
	if (kind === 'margin') {
		const isNegative = /^\s*[-−]/.test(text);
		const read = readPercent(text.replace(/^\s*[-−]/, ''), locale);
		if (read.ok) return success({ kind, margin: isNegative ? `-${read.value}` : read.value });
		return failure(read.error === 'percent-over-hundred' ? 'over-hundred' : 'unreadable');
	}
	const amount = readNumber(text.trim().replace('−', '-'), styleOfLocale(locale));
	return amount === null ? failure('unreadable') : success({ kind, amount });
}
