import { de, en } from '../../assets/texts/deal.ts';
import { Region } from '../Sidebar/Region.tsx';
import { useTexts } from '../ui/Language/Language.tsx';
import { StateMark } from '../ui/StateMark/StateMark.tsx';

interface BrokenMarginProps {
	/** "" when the field has no name. */
	readonly field: string;
}

/** No figure at all: one beside an edit that cannot be read would be a guess. */
export function BrokenMargin({ field }: BrokenMarginProps) {
	const words = useTexts({ en, de });
	return (
		<Region name={words.regions.margin}>
			<StateMark tone="unknown">{words.margin.states.unknown}</StateMark>
			<p role="alert" className="mt-2 mb-0 wrap-anywhere">
				<b className="font-semibold">{field ? words.cannotRead(field) : words.cannotReadSome}</b> {words.noFigures}
			</p>
		</Region>
	);
}
