import { texts } from '../../assets/texts/guidance.ts';
import type { AppliedRule, LineView, MarginView } from '../../core/model/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

/** What holds for all lines: the basis of those that recur, and what is in no sum. */
export function LineNotes({ margin: { optionalLines, recurringBasis } }: { readonly margin: MarginView }) {
	const words = useTexts(texts);
	const notes = [
		optionalLines > 0 && words.optionalLines(optionalLines),
		recurringBasis !== null && words.basis[recurringBasis],
	].filter((note): note is string => typeof note === 'string');
	return notes.length > 0 && <p className="mt-1 mb-0 text-xs text-ink-3">{notes.join(' ')}</p>;
}

interface GuideProps {
	readonly line: LineView;
	readonly currency: string | null;
}

/** Prices per unit to work with. */
export function Guide({ line: { floorPrice, targetPrice }, currency }: GuideProps) {
	const words = useTexts(texts);
	const format = useFormat();
	if (targetPrice === null) return null;
	const price = (value: string) => format.exactMoney(value, currency);
	return (
		<div className="text-xs text-ink-3 tabular-nums">
			{floorPrice === null
				? words.targetPrice(price(targetPrice))
				: words.prices(price(floorPrice), price(targetPrice))}
		</div>
	);
}

/** Why this rule holds and not another; nothing for the usual table of families. */
export function RuleWhy({ rule }: { readonly rule: AppliedRule | null }) {
	const words = useTexts(texts);
	const format = useFormat();
	if (rule?.kind !== 'rule') return null;
	const why = rule.because.map(({ field, value }) => {
		const known = Object.hasOwn(words.ruleFields, field)
			? words.ruleFields[field as keyof typeof words.ruleFields]
			: undefined;
		return known ? known(value) : words.ruleOther(field, value);
	});
	return (
		<div className="text-xs wrap-anywhere text-ink-3">
			{words.rule(rule.name ?? '')} {why.length > 0 && words.ruleBecause(format.list(why))}.
			{rule.beaten.length > 0 && ` ${words.ruleBeats(format.list(rule.beaten.map((name) => `“${name}”`)))}`}
		</div>
	);
}
