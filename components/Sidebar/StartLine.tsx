import { texts } from '../../assets/texts/deal.ts';
import { Button } from '../ui/Button/Button.tsx';
import { useTexts } from '../ui/Language/Language.tsx';

interface StartLineProps {
	readonly onStart: () => void;
}

/** Says that a firm has not begun, and leads to where it can. */
export function StartLine({ onStart }: StartLineProps) {
	const words = useTexts(texts);
	return (
		<p className="m-0 border-t border-line bg-accent-soft px-4 py-2 text-sm">
			{words.start}{' '}
			<Button look="quiet" size="small" className="-my-1 px-1! py-0! text-sm!" onClick={onStart}>
				{words.startOpen}
			</Button>
		</p>
	);
}
