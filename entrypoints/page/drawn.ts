import type { DealFacts } from '../../core/model/deal.ts';
import type { DealEdits, LineEdit } from '../../core/model/deal-edits.ts';

/** Ids of lines that two readings hold otherwise, or that only one of them holds. */
export function otherLines(one: DealFacts, other: DealFacts): string[] {
	const textsOf = ({ lines }: DealFacts) => new Map((lines ?? []).map((line) => [line.id, JSON.stringify(line)]));
	const [left, right] = [textsOf(one), textsOf(other)];
	return [...new Set([...left.keys(), ...right.keys()])].filter((id) => left.get(id) !== right.get(id));
}

/**
 * The facts `before` with the lines that `edits` change taken from `now`: what a page shows that saved them. It may not have
 * drawn yet what it added or deleted by a dialog, so that the lines are those of before.
 */
export function afterSave(before: DealFacts, now: DealFacts, { lines }: DealEdits): DealFacts {
	const saved = new Map((now.lines ?? []).map((line) => [line.id, line]));
	return {
		...now,
		lines: before.lines?.map((line) => (line.id in lines ? (saved.get(line.id) ?? line) : line)) ?? null,
	};
}

/** Ids of the lines that a save of `edits` added or deleted; none where it did neither. */
export function rowsOfSave(before: DealFacts, now: DealFacts, { added, removed }: DealEdits): string[] {
	if (added.length === 0 && removed.length === 0) return [];
	const idsOf = ({ lines }: DealFacts) => (lines ?? []).map(({ id }) => id);
	const [old, saved] = [idsOf(before), idsOf(now)];
	return [...old.filter((id) => !saved.includes(id)), ...saved.filter((id) => !old.includes(id))];
}

/** The user's own edits, and whether the page shows the newest reading by now. */
interface OwnEdits {
	readonly edits: DealEdits;
	readonly isCaughtUp: boolean;
}

const ofDeal = ['amount', 'probability', 'stageId', 'currencyChange', 'pricedBy'] as const;

/**
 * Tells edits from a page that is older than `newest`: what differs from `newest` alone (`now`) and not from what the page
 * was drawn from (`was`) nobody typed. Such lines are named in `changedElsewhere`, with those in `elsewhere`, but for
 * `ownRows`, which the page itself added or deleted and has not drawn yet.
 */
export function ownEdits(
	now: DealEdits,
	was: DealEdits,
	newest: DealFacts,
	drawn: DealFacts,
	elsewhere: readonly string[] | null,
	typedIn: Set<string>,
	ownRows: readonly string[],
): OwnEdits {
	// Rows that do not fit the older reading and fit the newest are not older; of the older one nothing was told.
	if (was.areLinesUnmatched && !now.areLinesUnmatched) return { edits: now, isCaughtUp: true };
	const isHere = (id: string, { lines }: DealFacts = newest) => lines?.some((line) => line.id === id) ?? false;
	const hasOlderRows = now.added.length > was.added.length || (now.areLinesUnmatched && !was.areLinesUnmatched);
	const older = new Set(now.removed.filter((id) => !isHere(id, drawn)));
	if (hasOlderRows) for (const { id } of drawn.lines ?? []) if (!isHere(id)) older.add(id);
	const lines: Record<string, LineEdit> = {};
	for (const [id, edit] of Object.entries((hasOlderRows ? was : now).lines)) {
		// A line that differed from both was typed in, and may have been typed back to what it was.
		if (was.lines[id]) typedIn.add(id);
		// So was one that the older reading does not hold: the page shows it by now.
		const typed: LineEdit = was.lines[id] ?? (typedIn.has(id) || !isHere(id, drawn) ? edit : {});
		const own = Object.fromEntries(Object.entries(edit).filter(([field]) => field in typed));
		if (Object.keys(own).length < Object.keys(edit).length) older.add(id);
		if (isHere(id) && Object.keys(own).length > 0) lines[id] = own;
	}
	const edits: { -readonly [K in keyof DealEdits]: DealEdits[K] } = {
		...now,
		lines,
		added: hasOlderRows ? was.added : now.added,
		removed: (hasOlderRows ? was : now).removed.filter((id) => isHere(id) && isHere(id, drawn)),
		areLinesUnmatched: now.areLinesUnmatched && was.areLinesUnmatched,
	};
	const olderFields = ofDeal.filter((field) => now[field] && !was[field]);
	for (const field of olderFields) delete edits[field];
	const isOlder = older.size > 0 || olderFields.length > 0;
	const others = [...older].filter((id) => !ownRows.includes(id));
	if (others.length > 0 || olderFields.length > 0 || elsewhere)
		edits.changedElsewhere = [...new Set([...(elsewhere ?? []), ...others])];
	const isNewer =
		Object.keys(was.lines).some((id) => isHere(id) && !now.lines[id]) ||
		was.removed.some((id) => !isHere(id)) ||
		was.added.length > now.added.length ||
		ofDeal.some((field) => was[field] && !now[field]);
	return { edits, isCaughtUp: isNewer && !isOlder && !hasOlderRows };
}
