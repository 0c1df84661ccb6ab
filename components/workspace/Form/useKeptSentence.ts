import { texts } from '../../../assets/texts/forms.ts';
import type { Instant } from '../../../core/model/deal.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useWorkspace } from '../Context/Context.tsx';

/** What is said of a form that comes from an earlier visit, or that cannot be kept; null for nothing. */
export function useKeptSentence(keptAt: Instant | null): string | null {
	const words = useTexts(texts);
	const { locale } = useFormat();
	const isKept = useWorkspace((state) => state.areDraftsKept);
	if (!isKept) return words.notKept;
	if (keptAt === null) return null;
	return words.keptAt(
		new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(keptAt)),
	);
}
