import { de as faultsDe, en as faultsEn } from '../../../assets/texts/form-faults.ts';
import type { PartName } from '../../../stores/workspace-parts.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { SaveBar } from '../Section/SaveBar.tsx';
import type { PartEditing } from './usePart.ts';

interface PartBarProps<K extends PartName> {
	readonly part: PartEditing<K>;
	readonly text: string;
	readonly saveLabel: string;
}

/** The bar of a part that is not saved; nothing while all of it is. */
export function PartBar<K extends PartName>({ part, text, saveLabel }: PartBarProps<K>) {
	const words = useTexts({ en: faultsEn, de: faultsDe });
	const format = useFormat();
	if (!part.isOpen) return null;
	const { faultCount } = part;
	return (
		<SaveBar
			text={faultCount > 0 ? words.title(faultCount, format.count(faultCount)) : text}
			saveLabel={saveLabel}
			isChangedElsewhere={part.isChangedElsewhere}
			onSave={() => void part.save()}
			onDiscard={part.drop}
		/>
	);
}
