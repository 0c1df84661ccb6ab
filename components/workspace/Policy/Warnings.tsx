import { texts } from '../../../assets/texts/workspace.ts';
import type { WarningLevel } from '../../../core/model/playbook.ts';
import { useTexts } from '../../ui/Language/Language.tsx';
import { Choices } from '../Choices/Choices.tsx';

interface WarningsProps {
	readonly level: WarningLevel;
	readonly onChange: (level: WarningLevel) => void;
}

export function Warnings({ level, onChange }: WarningsProps) {
	const words = useTexts(texts).policy;
	return (
		<Choices
			label={words.warnings}
			value={level}
			options={[
				{ value: 'off', label: words.off, hint: words.offHint },
				{ value: 'note', label: words.note, hint: words.noteHint },
				{ value: 'reason', label: words.reason, hint: words.reasonHint },
				{ value: 'approval', label: words.approval, hint: words.approvalHint },
			]}
			onChange={onChange}
		/>
	);
}
