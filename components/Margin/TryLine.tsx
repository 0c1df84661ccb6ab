import { useState } from 'react';
import { texts as dealTexts } from '../../assets/texts/deal.ts';
import { texts as guidanceTexts } from '../../assets/texts/guidance.ts';
import type { LineView, MarginView } from '../../core/model/view.ts';
import type { WhatIf as Trial } from '../../stores/deal/store.ts';
import { Button } from '../ui/Button/Button.tsx';
import { useTexts } from '../ui/Language/Language.tsx';
import { TrySlider } from './TrySlider.tsx';

export interface TryLineProps {
	readonly line: LineView;
	/** The deal with the discount that is tried; null while none is. */
	readonly tried: MarginView | null;
	readonly whatIf: Trial | null;
	readonly onTry: (lineId: string | null, discount: string) => void;
	readonly onReset: () => void;
}

/** A discount tried on this line, where it stands. */
export function TryLine({ line, tried, whatIf, onTry, onReset }: TryLineProps) {
	const words = useTexts(guidanceTexts);
	const { margin } = useTexts(dealTexts);
	const { after } = line;
	const [isHere, setHere] = useState(false);
	if (!after || after.discount === null) return null;
	if (!isHere || whatIf?.lineId !== line.id)
		return (
			<Button
				look="quiet"
				size="small"
				className="min-h-0! px-0! py-0! font-normal! hover:bg-transparent! hover:underline"
				aria-label={`${words.tryLine}: ${line.name}`}
				onClick={() => {
					setHere(true);
					onTry(line.id, after.discount ?? '0');
				}}
			>
				{words.tryLine}
			</Button>
		);
	return (
		<div className="mt-1.5 rounded-lg bg-panel p-2">
			<TrySlider
				where={margin.quoted(line.name)}
				discount={whatIf.discount}
				tried={tried}
				onTry={(discount) => onTry(line.id, discount)}
				onReset={() => {
					setHere(false);
					onReset();
				}}
			/>
		</div>
	);
}
