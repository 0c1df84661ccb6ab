import {
	add,
	type Decimal,
	type DecimalString,
	divide,
	formatDecimal,
	multiply,
	parseDecimal,
	round,
	trimZeros,
} from '../model/decimal.ts';
import type { CostVisibility, PlaybookForDeal, Viewer } from '../model/playbook.ts';
import type { Band } from '../model/view.ts';

/** What one viewer sees. */
export interface Sight {
	readonly level: CostVisibility;
	readonly isFloorHidden: boolean;
	/** Pay and average are a rep's own. */
	readonly isPaid: boolean;
}

const sights = new Map<string, Sight>();

/** The same object for the same level, role and floor. */
export function sightOf({ margin }: Pick<PlaybookForDeal, 'margin'>, { role }: Viewer): Sight {
	const level = margin.visibility[role];
	const key = `${level} ${role} ${margin.floorFor}`;
	const known = sights.get(key);
	if (known) return known;
	const made: Sight = {
		level,
		isFloorHidden: level === 'light' || (role === 'rep' && margin.floorFor === 'band'),
		isPaid: role === 'rep',
	};
	sights.set(key, made);
	return made;
}

/** How a member of a view is shown at each level. A level that is not named does not compile. */
export type ByLevel<At, Value> = Readonly<Record<CostVisibility, (at: At) => Value>>;

/** Every member of a view by its name. A member that is added to the view does not compile until each level says what it shows. */
export type Table<Shown, At> = { readonly [Member in keyof Shown]-?: ByLevel<At, Required<Shown>[Member]> };

export function tell<Shown, At>(table: Table<Shown, At>, level: CostVisibility, at: At): Shown {
	const told = Object.entries(table as Record<string, ByLevel<At, unknown>>);
	return Object.fromEntries(told.map(([member, byLevel]) => [member, byLevel[level](at)])) as Shown;
}

/** The same at every level: it holds nothing of cost, or all that it holds comes from rounded costs and is meant to be told. */
export function always<At, Value>(show: (at: At) => Value): ByLevel<At, Value> {
	return { exact: show, margin: show, band: show, light: show };
}

export const nothing = () => null;

const bandWidth: Decimal = { digits: 5n, scale: 2 };
const percentDigits = 2;

/** The five points that a fraction lies in; an edge belongs to the band above it. */
export function bandOf(fraction: DecimalString | null): Band | null {
	const value = parseDecimal(fraction);
	const steps = value && divide(value, bandWidth, 0, 'down');
	if (!steps) return null;
	const from = multiply(steps, bandWidth);
	return { from: formatDecimal(trimZeros(from)), to: formatDecimal(trimZeros(add(from, bandWidth))) };
}

export function wholePercent(
	fraction: DecimalString | null | undefined,
	towards: 'down' | 'up' = 'down',
): DecimalString | null {
	const value = parseDecimal(fraction);
	return value && formatDecimal(trimZeros(round(value, percentDigits, towards)));
}

/** The whole percents that two ends of a margin lie between; goods taken back turn the ends round. */
export function between(one: DecimalString | null, other: DecimalString | null): Band | null {
	if (one === null || other === null) return null;
	const isInOrder = Number(one) <= Number(other);
	const [from, to] = [wholePercent(isInOrder ? one : other), wholePercent(isInOrder ? other : one, 'up')];
	return from === null || to === null ? null : { from, to };
}
