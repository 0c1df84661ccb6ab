import { useState } from 'react';
import { texts as computedTexts } from '../../assets/texts/computed.ts';
import { texts as dealTexts } from '../../assets/texts/deal.ts';
import {
	type LargestAccount,
	largestAccount,
	type MarginAccount,
	marginAccount,
} from '../../core/explain/margin-account.ts';
import type { LineView } from '../../core/model/view.ts';
import {
	type ShownMargin,
	selectAreLimitsOff,
	selectAreLinesShown,
	selectFigures,
	selectLargest,
} from '../../stores/deal/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { Entry } from './Entry.tsx';
import { Fold } from './Fold.tsx';
import { Origins } from './Origins.tsx';
import { PayoffAccount } from './PayoffAccount.tsx';
import { useFloorText } from './useFloorText.ts';

interface ComputedProps {
	readonly shown: ShownMargin;
	/** The line being worked on. */
	readonly line: LineView | null;
}

/** How each figure of the panel came about; worked out only while it is open. */
export function Computed({ shown, line }: ComputedProps) {
	const words = useTexts(computedTexts);
	const [isOpen, setOpen] = useState(false);
	if (shown.margin.lines.length === 0 || !selectAreLinesShown(shown.margin)) return null;
	return (
		<Fold title={words.title} onToggle={setOpen}>
			{isOpen && <Account shown={shown} line={line} />}
		</Fold>
	);
}

function Account({ shown, line }: ComputedProps) {
	const words = useTexts(computedTexts);
	const account = marginAccount(shown.margin, shown.facts, shown.draft);
	return (
		<>
			<Figures shown={shown} line={line} account={account} />
			{shown.margin.isEdited && <p className="mt-2.5 mb-0 text-xs text-ink-3">{words.before}</p>}
			<Origins account={account} />
		</>
	);
}

function Figures({ shown, line, account }: ComputedProps & { readonly account: MarginAccount }) {
	const words = useTexts(computedTexts);
	const { margin: names, regions } = useTexts(dealTexts);
	const format = useFormat();
	const floorText = useFloorText();
	const { margin } = shown;
	const { currency, limits } = margin;
	const after = selectFigures(margin);
	const money = (value: string) => format.exactMoney(value, currency);
	const percent = format.exactPercent;
	const unknown = margin.lines.filter((each) => each.unknown !== null && each.after !== null);
	return (
		<dl className="m-0 grid gap-2.5 text-xs text-ink-2">
			<Entry name={names.amount} how={words.marginAmount}>
				{after.amount !== null && after.knownRevenue !== null && after.cost !== null
					? `${money(after.knownRevenue)} − ${money(after.cost)} = ${money(after.amount)}`
					: words.notKnown}
			</Entry>
			<Entry name={regions.margin} how={words.margin}>
				{after.margin !== null && after.amount !== null && after.knownRevenue !== null
					? `${money(after.amount)} ÷ ${money(after.knownRevenue)} = ${percent(after.margin)}`
					: words.notKnown}
			</Entry>
			<Entry name={names.discount} how={words.discount}>
				{after.discount !== null && account.listed
					? `1 − ${money(account.listed.revenue)} ÷ ${money(account.listed.list)} = ${percent(after.discount)}`
					: words.notKnown}
			</Entry>
			{(account.limits.length > 0 || !selectAreLimitsOff(margin)) && (
				<Entry
					name={words.limits}
					how={
						account.limits.length === 0
							? words.limitsNone
							: account.limits.length === 1
								? words.limitsOne
								: words.limitsHow
					}
				>
					{account.limits.map(({ family, floor, floorBand, target, revenue }) => (
						<span key={`${family} ${floor} ${floorBand?.from} ${target}`} className="block">
							{words.limit(
								family ?? words.everythingElse,
								floorText(floor, floorBand),
								format.shortPercent(target),
								money(revenue),
							)}
						</span>
					))}
					{limits && account.limits.length > 1 && (
						<span className="block">
							={' '}
							{names.floorAndTarget(
								limits.floor === null ? floorText(null, margin.floorBand) : percent(limits.floor),
								percent(limits.target),
							)}
						</span>
					)}
				</Entry>
			)}
			<Largest shown={shown} line={line} />
			<PayoffAccount shown={shown} />
			<Entry name={names.unknownLines} how={unknown.length === 0 ? words.unknownNone : words.unknownCost}>
				{unknown.map(({ id, name, unknown: reason }) => (
					<span key={id} className="block">
						{reason && words.unknownLine(name, names.reasons[reason])}
					</span>
				))}
			</Entry>
		</dl>
	);
}

function Largest({ shown: { margin }, line }: ComputedProps) {
	const words = useTexts(computedTexts);
	const { margin: names } = useTexts(dealTexts);
	const format = useFormat();
	const largest = selectLargest(margin, line);
	const where = largest.line ? names.quoted(largest.line.name) : names.wholeDeal;
	const money = (value: string) => format.exactMoney(value, margin.currency);
	const sum = ({ needed, full, discount }: LargestAccount, rounded: string) =>
		`1 − ${money(needed)} ÷ ${money(full)} = ${format.exactPercent(discount)} → ${format.percent(rounded)}`;
	return (['target', 'floor'] as const).map((kind) => {
		const account = largest[kind] === null ? null : largestAccount(margin, largest.line, kind);
		return (
			account &&
			largest[kind] !== null && (
				<Entry
					key={kind}
					name={words.largest[kind](where)}
					how={words.largestHow[largest.line ? 'line' : 'deal'](words.limitNames[kind])}
				>
					{sum(account, largest[kind])}
				</Entry>
			)
		);
	});
}
