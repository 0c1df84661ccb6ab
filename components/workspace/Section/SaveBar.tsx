import { de, en } from '../../../assets/texts/workspace.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useTexts } from '../../ui/Language/Language.tsx';

interface SaveBarProps {
	readonly text: string;
	readonly saveLabel: string;
	readonly isChangedElsewhere: boolean;
	readonly onSave: () => void;
	readonly onDiscard: () => void;
}

/** Stands at the lower edge while something is not saved. */
export function SaveBar({ text, saveLabel, isChangedElsewhere, onSave, onDiscard }: SaveBarProps) {
	const words = useTexts({ en, de });
	return (
		<div className="sticky bottom-3 z-20 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-xl border border-line bg-panel px-4 py-3 shadow-lg">
			<p className="m-0 text-sm text-ink-2" role="status">
				{isChangedElsewhere ? words.changedElsewhere : text}
			</p>
			<div className="ml-auto flex gap-2">
				<Button onClick={onDiscard}>{isChangedElsewhere ? words.showTheirs : words.discard}</Button>
				<Button look="primary" onClick={onSave}>
					{saveLabel}
				</Button>
			</div>
		</div>
	);
}
