import { useEffect, useRef, useState } from 'react';
import { texts } from '../../assets/texts/deal.ts';
import type { MarginView } from '../../core/model/view.ts';
import { selectFigures, selectIsStateHidden } from '../../stores/deal/view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { useStateWords } from './useStateWords.ts';

interface AnnouncementProps {
	readonly margin: MarginView;
}

/** Time after the last change before a figure is said: each key would be noise. */
const settledAfterMs = 800;

/** Says the margin to a screen reader once it has settled on another value. */
export function Announcement({ margin }: AnnouncementProps) {
	const { margin: words } = useTexts(texts);
	const format = useFormat();
	const figures = selectFigures(margin);
	const state = useStateWords(margin);
	const shown = figures.margin === null ? null : format.percent(figures.margin);
	const sentence =
		shown === null
			? words.saidUnknown
			: selectIsStateHidden(margin, figures.state)
				? words.saidPlain(shown)
				: words.said(shown, state);
	const [said, setSaid] = useState('');
	// What stood there at the start was read with the page.
	const last = useRef(sentence);
	useEffect(() => {
		if (last.current === sentence) return;
		const timer = setTimeout(() => {
			last.current = sentence;
			setSaid(sentence);
		}, settledAfterMs);
		return () => clearTimeout(timer);
	}, [sentence]);
	return (
		<p className="sr-only" aria-live="polite">
			{said}
		</p>
	);
}
