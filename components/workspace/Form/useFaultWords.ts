import { texts } from '../../../assets/texts/form-faults.ts';
import type { FieldFaultCode } from '../../../stores/workspace/fields.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';

/** The sentence for what is wrong with a field; null for nothing. */
export function useFaultWords(): (code: FieldFaultCode | null) => string | null {
	const words = useTexts(texts);
	const format = useFormat();
	return (code) => {
		if (code === null) return null;
		if (code === 'percent-unreadable' || code === 'number-unreadable') return words[code](format.number('12.5'));
		return words[code];
	};
}
