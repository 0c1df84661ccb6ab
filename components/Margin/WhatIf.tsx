import { useState } from 'react';
import { texts } from '../../assets/texts/deal.ts';
import type { LineView, MarginView } from '../../core/model/view.ts';
import type { WhatIf as Trial } from '../../stores/deal/store.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { Segments } from '../ui/Segments/Segments.tsx';
import { Fold } from './Fold.tsx';
import { Guidance } from './Guidance.tsx';
import { TrySlider } from './TrySlider.tsx';

interface WhatIfProps {
	readonly margin: MarginView;
	readonly tried: MarginView | null;
	readonly whatIf: Trial | null;
	readonly line: LineView | null;
	/** The largest discount already stands above. */
	readonly isLargestSaid: boolean;
	readonly onTry: (lineId: string | null, discount: string) => void;
	readonly onReset: () => void;
}

export function WhatIf({ margin, tried, whatIf, line, isLargestSaid, onTry, onReset }: WhatIfProps) {
	const { margin: words } = useTexts(texts);
	const format = useFormat();
	const [isWhole, setWhole] = useState(false);
	if (margin.gap !== null) return null;
	const triedLine = margin.lines.find(({ id }) => id === whatIf?.lineId) ?? null;
	const subject = whatIf ? triedLine : isWhole ? null : line;
	const where = subject ? words.quoted(subject.name) : words.wholeDeal;
	const standing = (subject ? subject.after : margin.after)?.discount ?? '0';
	const discount = whatIf?.discount ?? standing;
	return (
		<Fold title={words.whatIf} note={whatIf && tried?.after.margin ? format.percent(tried.after.margin) : null}>
			<div className="grid gap-2">
				{line && (
					<Segments
						label={words.whatIfOn}
						value={subject ? 'line' : 'deal'}
						options={[
							{ value: 'line', label: line.name },
							{ value: 'deal', label: words.tryDeal },
						]}
						onChange={(scope) => {
							setWhole(scope === 'deal');
							onReset();
						}}
					/>
				)}
				<TrySlider
					where={where}
					discount={discount}
					tried={whatIf ? tried : null}
					onTry={(value) => onTry(subject?.id ?? null, value)}
					onReset={onReset}
				/>
				{!isLargestSaid && <Guidance margin={margin} line={subject} isPrimary={false} />}
			</div>
		</Fold>
	);
}
