import { useMemo } from 'react';
import { texts } from '../../assets/texts/wanted.ts';
import type { LineView, MarginView } from '../../core/model/view.ts';
import { selectLargest } from '../../stores/deal/view.ts';
import { type Seek, selectWishLines } from '../../stores/deal/wanted.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { useLevelName } from './useLevelName.ts';

interface AloneProps {
	readonly margin: MarginView;
	readonly seek: Seek;
	/** The line being worked on; null for none. */
	readonly line: LineView | null;
}

/** Before anything is typed: what one may give alone on this deal, who is asked beyond it, and what to ask for in return. */
export function Alone({ margin, seek, line }: AloneProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const levelName = useLevelName();
	const [first] = selectWishLines(margin);
	const meant = line ?? first ?? null;
	const onAll = useMemo(() => seek(null, { kind: 'alone' }), [seek]);
	// Where nothing is worked on and the deal is under its target, the target is said just above: how the two go together.
	const { target } = selectLargest(margin, null);
	const isBothSaid = line === null && margin.warning !== null && target !== null;
	const isUnderTarget = isBothSaid && onAll.kind === 'price' && Number(onAll.discount) > Number(target);
	const onLine = useMemo(() => (meant ? seek(meant.id, { kind: 'alone' }) : null), [seek, meant?.id]);
	if (onAll.kind !== 'price') return null;
	const percent = format.percent(onAll.discount);
	// Where one line may give no more than all of them there is one thing to say.
	const isMore = onLine?.kind === 'price' && format.percent(onLine.discount) !== percent;
	// Who must agree to a hundredth of a percent more.
	const beyond = onAll.beyond?.approval.need ?? null;
	const trade = onAll.margin.trades.find(({ side }) => side === 'get');
	return (
		<p className="m-0 text-ink-2">
			<output aria-label={words.alone} aria-live="off">
				{isUnderTarget
					? words.aloneAbove(percent, format.percent(target))
					: meant !== null && isMore
						? words.aloneBoth(format.percent(onLine.discount), meant.name, percent)
						: words.aloneDeal(percent)}
			</output>{' '}
			{beyond !== null && `${words.beyond(levelName(beyond))} `}
			{trade && words.inReturn(trade.name)}
		</p>
	);
}
