import { texts } from '../../assets/texts/deal.ts';
import type { DealFacts } from '../../core/model/deal.ts';
import type { LineView, MarginView } from '../../core/model/view.ts';
import { selectFigures, selectRates } from '../../stores/deal/view.ts';
import { Button } from '../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { QuoteNote } from './QuoteNote.tsx';

interface SentencesProps {
	readonly margin: MarginView;
	readonly facts: DealFacts;
	/** Goes to where costs are kept; null for a viewer who leaves that to somebody else. */
	readonly onCosts: (() => void) | null;
}

const plain = 'mt-2 mb-0 text-sm wrap-anywhere text-ink-2';
const small = 'mt-1.5 mb-0 text-xs wrap-anywhere text-ink-3';

/** What there is to say about the figures; nothing for a clean deal. */
export function Sentences({ margin, facts, onCosts }: SentencesProps) {
	const { margin: words } = useTexts(texts);
	const format = useFormat();
	const { gap, halfTyped, guesses, pricedBy, changedElsewhere, linesNote } = margin;
	const names = (all: readonly string[]) => format.list(all.map(words.quoted));
	return (
		<>
			{gap === null && halfTyped.length === 0 && <Gained margin={margin} />}
			{linesNote && <QuoteNote note={linesNote} facts={facts} />}
			<Gap margin={margin} />
			<Rounded margin={margin} />
			{halfTyped.length > 0 && <p className={plain}>{words.halfTyped(names(halfTyped))}</p>}
			{guesses.length > 0 && <p className={plain}>{words.guesses(names(guesses))}</p>}
			{pricedBy && <p className={plain}>{words.pricedBy[pricedBy]}</p>}
			{changedElsewhere.length > 0 && <p className={plain}>{words.changedElsewhere(names(changedElsewhere))}</p>}
			<Warned margin={margin} />
			<Amounts margin={margin} />
			<Coverage margin={margin} onCosts={onCosts} />
			<Rates margin={margin} />
		</>
	);
}

/** Why there is no margin. */
function Gap({ margin: { gap, linesNote, pageDisagrees, currencyChange, currency, lines } }: { margin: MarginView }) {
	const { margin: words } = useTexts(texts);
	const format = useFormat();
	// Where the lines are has been said.
	const isNoted = linesNote !== null && linesNote.kind !== 'from-quote';
	if (!gap || gap === 'half-typed' || (isNoted && (gap === 'no-lines' || gap === 'lines-unreadable'))) return null;
	const unknown = lines.filter(({ unknown: reason, after }) => reason !== null && after !== null);
	// Which cost is missing why is said with the lines; the cost list helps only where there is none at all.
	const isListOfUse = unknown.every(({ unknown: reason }) => reason === 'cost-unknown' || reason === 'line-unsaved');
	if (gap === 'no-known-cost' && !isListOfUse) return null;
	function sentence(): string {
		if (gap === 'currency-changed')
			return currencyChange?.to ? words.currencyChanged(currencyChange.to) : words.currencyChangedPlain;
		if (gap !== 'page-disagrees') return gap && gap !== 'half-typed' ? words.gaps[gap] : '';
		const { what, ours, page } = pageDisagrees ?? { what: 'margin' as const, ours: null, page: null };
		if (ours === null || page === null) return words.pageDisagrees.hidden;
		const written = (value: string) => (what === 'currency' ? value : format.centMoney(value, currency));
		return words.pageDisagrees[what](written(page), written(ours));
	}
	return <p className="mt-2.5 mb-0 wrap-anywhere text-ink-2">{sentence()}</p>;
}

/** That figures were worked out from rounded costs, where there are any. */
function Rounded({ margin: { visibility, after } }: { margin: MarginView }) {
	const { margin: words } = useTexts(texts);
	const isJudged = after.state === 'on-target' || after.state === 'under-target' || after.state === 'under-floor';
	if (visibility === 'exact' || !(isJudged || after.margin !== null || after.band)) return null;
	return <p className={small}>{words.rounded[visibility]}</p>;
}

/** Input that the CRM reads otherwise than it is meant, or will refuse. */
function Warned({ margin: { oddities, refused, currency } }: { margin: MarginView }) {
	const { margin: words } = useTexts(texts);
	const format = useFormat();
	const read = ({ oddity, value }: MarginView['oddities'][number]) =>
		value === null
			? ''
			: oddity === 'negative-price' || oddity === 'below-least' || oddity === 'cut-amount'
				? format.centMoney(value, currency)
				: format.shortPercent(value);
	const warnings = [
		...oddities.map((each) => words.oddities[each.oddity](each.lineName, read(each))),
		...refused.map(({ lineName, text, most }) => {
			const sentence = most === null ? words.refusedPlain(text) : words.refused(text, format.shortPercent(most));
			return lineName === null ? sentence : words.refusedOn(lineName, sentence);
		}),
	];
	return warnings.map((warning) => (
		<p key={warning} className="mt-2 mb-0 text-sm wrap-anywhere text-warn">
			<span aria-hidden="true">▲ </span>
			{warning}
		</p>
	));
}

/** The deal's own amount beside what its lines come to. */
function Amounts({ margin: { amountDiffers, currency, halfTyped } }: { margin: MarginView }) {
	const { margin: words } = useTexts(texts);
	const format = useFormat();
	if (!amountDiffers || halfTyped.length > 0) return null;
	const { amount, lines, isTyped, margin } = amountDiffers;
	const [own, sum] = [format.centMoney(amount, currency), format.centMoney(lines, currency)];
	return (
		<p className={isTyped ? plain : small}>
			{isTyped ? words.amountTyped(own, sum) : words.amountSaved(own, sum)}
			{isTyped && margin !== null && ` ${words.amountWould(format.percent(margin))}`}
		</p>
	);
}

const isPriceMissing = ({ unknown }: LineView) => unknown === 'price-unknown' || unknown === 'term-unknown';

/** Which lines are left out for what, and how much is left of the deal without them. */
function Coverage({ margin, onCosts }: Pick<SentencesProps, 'margin' | 'onCosts'>) {
	const { margin: words } = useTexts(texts);
	const format = useFormat();
	const { coverage } = margin;
	const unknown = margin.lines.filter((line) => line.unknown !== null && line.after !== null);
	const [unpriced, uncosted] = [unknown.filter(isPriceMissing), unknown.filter((line) => !isPriceMissing(line))];
	const named = ({ name, unknown: reason }: LineView) =>
		reason === null || reason === 'cost-unknown' || reason === 'price-unknown'
			? words.quoted(name)
			: words.unknownWhy(words.quoted(name), words.reasons[reason]);
	const names = (lines: readonly LineView[]) => format.list(lines.map(named));
	const { isPartial, bounds } = selectFigures(margin);
	// A cost list helps where nobody has told a cost, not where one cannot be read or converted.
	const isAddable = ({ unknown: reason }: LineView) =>
		reason === 'cost-unknown' || reason === 'cost-zero' || reason === 'cost-of-parts';
	const addable = uncosted.filter(isAddable);
	return (
		<p className={unknown.length > 0 ? 'mt-2 mb-0 text-xs wrap-anywhere text-ink-2' : 'sr-only'}>
			{unknown.length > 0 && <span aria-hidden="true">◇ </span>}
			<output aria-label={words.unknownLines} aria-live="off">
				{unknown.length === 0
					? format.count(0)
					: [
							uncosted.length > 0 && words.unknownCost(uncosted.length, names(uncosted)),
							unpriced.length > 0 && words.unknownPrice(unpriced.length, names(unpriced)),
						]
							.filter(Boolean)
							.join(' ')}
			</output>
			{onCosts && addable.length > 0 && (
				<>
					{' '}
					<Button look="quiet" size="small" className="min-h-0! px-0! py-0! text-accent!" onClick={onCosts}>
						{addable.length === 1 ? words.addCost : words.addCosts}
					</Button>
				</>
			)}
			{isPartial && (
				<>
					{' '}
					{words.leftOut}{' '}
					{words.coverage(
						coverage.knownLines,
						coverage.allLines,
						coverage.revenueShare === null ? null : format.shortPercent(coverage.revenueShare),
					)}
					{bounds && <Bounded bounds={bounds} currency={margin.currency} />}
				</>
			)}
		</p>
	);
}

interface BoundedProps {
	readonly bounds: NonNullable<MarginView['after']['bounds']>;
	readonly currency: string | null;
}

/** What the margin can be with the lines that are left out. */
function Bounded({ bounds: { amount, margin }, currency }: BoundedProps) {
	const { margin: words } = useTexts(texts);
	const format = useFormat();
	const said = (side: 'most' | 'least') => {
		if (amount[side] === null) return null;
		const money = format.money(amount[side], currency);
		const [withPercent, alone] =
			side === 'most' ? [words.atMost, words.atMostMoney] : [words.atLeast, words.atLeastMoney];
		return margin[side] === null ? alone(money) : withPercent(format.percent(margin[side]), money);
	};
	return ` ${[said('most'), said('least')].filter(Boolean).join(' ')}`;
}

/** Rates that are the playbook's, not the CRM's. */
function Rates({ margin }: { margin: MarginView }) {
	const { margin: words } = useTexts(texts);
	const format = useFormat();
	const rates = selectRates(margin);
	if (rates.length === 0) return null;
	return rates.map(({ from, to, rate, day }) => (
		<p key={`${from} ${to} ${day}`} className={small}>
			{words.rate(`${format.number(rate)} ${to}/${from}`, format.day(day))}
		</p>
	));
}

/** What the edit brings needs no cost, so it is always known. */
function Gained({ margin }: { margin: MarginView }) {
	const { margin: words } = useTexts(texts);
	const format = useFormat();
	const { givenUp, currency } = margin;
	if (!givenUp?.startsWith('-')) return null;
	const amount = givenUp.slice(1);
	return (
		<p className="mt-2 mb-0">
			{words.gains}{' '}
			<b className="font-semibold tabular-nums" title={format.centMoney(amount, currency)}>
				{format.money(amount, currency)}
			</b>
			.
		</p>
	);
}
