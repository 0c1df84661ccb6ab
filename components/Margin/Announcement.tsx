import { useEffect, useRef, useState } from 'react';
import { de, en } from '../../assets/texts/deal.ts';
import type { MarginView } from '../../core/model/view.ts';
import { selectFigures } from '../../stores/deal-view.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { useStateWords } from './useStateWords.ts';

interface AnnouncementProps {
	readonly margin: MarginView;
}

/** Time after the last change before a figure is said: each key would be noise. */
const settledAfterMs = 800;

/** Says the margin to a screen reader once it has settled on another value. */
export function Announcement({ margin }: AnnouncementProps) {
	const { margin: words } = useTexts({ en, de });
	const format = useFormat();
	const figures = selectFigures(margin);
	const state = useStateWords(margin);
	const sentence = figures.margin === null ? words.saidUnknown : words.said(format.percent(figures.margin), state);
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
