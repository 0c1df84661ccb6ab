import { useState } from 'react';
import { texts as approvalsTexts } from '../../../assets/texts/approvals.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { ApprovalNote } from '../../../core/model/deal.ts';
import { askedLines } from '../../../stores/workspace/inbox.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useInbox } from '../Context/Context.tsx';
import { useStakes } from './useStakes.ts';

interface RequestLinesProps {
	readonly note: ApprovalNote;
}

/** Enough for most quotes; the rest is a click away. */
const firstShown = 8;

/** The lines an answer would bind. */
export function RequestLines({ note }: RequestLinesProps) {
	const words = useTexts(approvalsTexts);
	const { problems } = useTexts(workspaceTexts);
	const format = useFormat();
	const costs = useInbox((state) => state.costs);
	const [isWhole, setWhole] = useState(false);
	const stakes = useStakes(note);
	const lines = askedLines(note, stakes?.isCostShown ? costs : {});
	if (lines.length === 0) return null;
	const { currency } = note.request.values;
	const money = (amount: string | null) => (amount === null ? '–' : format.exactMoney(amount, currency));
	const amount = (quantity: string | null) => (quantity === null ? '–' : format.number(quantity));
	const percent = (fraction: string | null) => (fraction === null ? '–' : format.percent(fraction));
	const hasMargin = lines.some(({ margin }) => margin !== null);
	const listed = isWhole ? lines : lines.slice(0, firstShown);
	// In a narrow window quantity and list price stand under the product.
	const wide = 'hidden px-2 py-1.5 whitespace-nowrap sm:table-cell';
	const usual = 'px-2 py-1.5 whitespace-nowrap';
	const heads = [
		[words.quantity, wide],
		[words.listPrice, wide],
		[words.netPrice, usual],
		[words.discount, usual],
		...(hasMargin ? [[words.margin, usual]] : []),
	];
	return (
		<div className="grid gap-1.5">
			<div className="overflow-x-auto">
				<table
					aria-label={words.linesOf(note.request.dealName)}
					className="w-full border-collapse text-right text-sm tabular-nums"
				>
					<thead className="text-xs text-ink-2">
						<tr>
							<th scope="col" className="py-1.5 pr-3 text-left font-semibold">
								{words.product}
							</th>
							{heads.map(([head, look]) => (
								<th key={head} scope="col" className={`${look} font-semibold`}>
									{head}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{listed.map((line) => (
							<tr key={line.id} className="border-t border-line">
								<th scope="row" className="py-1.5 pr-3 text-left font-normal break-words">
									{line.product}
									<span className="block text-xs text-ink-3 sm:hidden">
										{amount(line.quantity)} × {money(line.listPrice)}
									</span>
								</th>
								<td className={wide}>{amount(line.quantity)}</td>
								<td className={wide}>{money(line.listPrice)}</td>
								<td className={`${usual} font-semibold`}>{money(line.netPrice)}</td>
								<td className={usual}>{percent(line.discount)}</td>
								{hasMargin ? <td className={usual}>{percent(line.margin)}</td> : null}
							</tr>
						))}
					</tbody>
				</table>
			</div>
			{listed.length < lines.length ? (
				<Button className="w-fit" onClick={() => setWhole(true)}>
					{problems.showMore(format.count(lines.length - listed.length))}
				</Button>
			) : null}
			{hasMargin ? <p className="m-0 text-xs text-ink-3">{words.marginHint}</p> : null}
		</div>
	);
}
