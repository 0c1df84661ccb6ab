import { useState } from 'react';
import { texts } from '../../assets/texts/deal.ts';
import { Button } from '../ui/Button/Button.tsx';
import { useTexts } from '../ui/Language/Language.tsx';
import { useToast } from '../ui/Toast/Toast.tsx';

/** Has the user show a field on the page. False when nothing can be shown there. */
export type OnShowField = (field: string) => Promise<boolean>;

interface ShowFieldProps {
	/** As the adapter names it. */
	readonly field: string;
	readonly onShowField: OnShowField;
}

/** Offers to point at a field that is not found any more, beside where that is said. */
export function ShowField({ field, onShowField }: ShowFieldProps) {
	const { showField: words } = useTexts(texts);
	const toast = useToast();
	const [isAsked, setAsked] = useState(false);

	// The browser only asks while it still counts as the click: nothing may be awaited before `onShowField`.
	function show(): void {
		const opening = onShowField(field);
		setAsked(true);
		void opening
			.catch(() => false)
			.then((isOpen) => {
				setAsked(false);
				if (!isOpen) toast({ text: words.refused });
			});
	}

	return (
		<Button size="small" disabled={isAsked} onClick={show} aria-label={words.of(field)}>
			{words.show}
		</Button>
	);
}
