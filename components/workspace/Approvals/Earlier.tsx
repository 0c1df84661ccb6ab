import { texts } from '../../../assets/texts/approvals.ts';
import type { ApprovalNote } from '../../../core/model/deal.ts';
import { selectEarlier } from '../../../stores/workspace/inbox.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useInbox } from '../Context/Context.tsx';

interface EarlierProps {
	readonly note: ApprovalNote;
}

/** What the same person asked for before, and what was answered. */
export function Earlier({ note }: EarlierProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const notes = useInbox((state) => state.notes);
	const earlier = selectEarlier(notes ?? [], note);
	if (earlier.length === 0) return null;
	function answerOf({ request, decision }: ApprovalNote): string {
		if (!decision) return words.waitsStill;
		if (decision.answer !== 'countered') return words.answered[decision.answer];
		const offer = decision.counterDiscount === null ? '' : format.exactPercent(decision.counterDiscount);
		const line = request.values.lines.find(({ id }) => id === decision.counterLine);
		return line ? words.answered.counteredLine(offer, line.product) : words.answered.countered(offer);
	}
	const title = words.earlier(note.request.by.trim());
	return (
		<div className="grid gap-1 text-sm">
			<p className="m-0 text-xs font-semibold text-ink-2">{title}</p>
			<ul aria-label={title} className="m-0 grid list-none gap-0.5 p-0">
				{earlier.map((each) => {
					const { discount } = each.request.values;
					return (
						<li key={each.request.id} className="break-words text-ink-2">
							<b className="font-semibold text-ink tabular-nums">
								{discount === null ? words.notKnown : words.off(format.percent(discount))}
							</b>
							{` · ${each.request.dealName} · ${format.day(each.request.at)} · ${answerOf(each)}`}
						</li>
					);
				})}
			</ul>
		</div>
	);
}
