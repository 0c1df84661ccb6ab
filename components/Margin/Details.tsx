import type { ReactNode } from 'react';
import { texts } from '../../assets/texts/guidance.ts';
import { useTexts } from '../ui/Language/Language.tsx';
import { Fold } from './Fold.tsx';

interface DetailsProps {
	/** A clean deal keeps everything but its figures behind one line. */
	readonly isQuiet: boolean;
	readonly children: ReactNode;
}

export function Details({ isQuiet, children }: DetailsProps) {
	const words = useTexts(texts);
	return (
		<Fold title={words.more} isBare={!isQuiet}>
			{children}
		</Fold>
	);
}
