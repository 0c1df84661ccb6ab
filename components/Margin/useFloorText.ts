import { texts as dealTexts } from '../../assets/texts/deal.ts';
import { texts as guidanceTexts } from '../../assets/texts/guidance.ts';
import type { Band } from '../../core/model/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

/** Writes a floor, or what it is said to be within for viewers who may not see the exact figure. */
export function useFloorText(): (floor: string | null, band: Band | null) => string {
	const words = useTexts(guidanceTexts);
	const { margin } = useTexts(dealTexts);
	const { shortPercent, percentNumber } = useFormat();
	return (floor, band) => {
		if (floor !== null) return shortPercent(floor);
		return band ? words.band(percentNumber(band.from), shortPercent(band.to)) : margin.unknown;
	};
}
