import { Check } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { texts } from '../../../assets/texts/start.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';

interface StepProps {
	/** 1–3. */
	readonly number: number;
	readonly title: string;
	readonly isDone: boolean;
	readonly text: string;
	readonly children: ReactNode;
}

/** One of the first steps: its number or a tick, what it is for, and what can be done. */
export function Step({ number, title, isDone, text, children }: StepProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const id = useId();
	return (
		<li className="grid grid-cols-[2rem_minmax(0,1fr)] gap-x-4">
			<span
				aria-hidden="true"
				className={`grid size-8 place-items-center rounded-full text-sm font-semibold ${isDone ? 'bg-ok-soft text-ok' : 'bg-accent-soft text-accent'}`}
			>
				{isDone ? <Check size={16} /> : format.count(number)}
			</span>
			<section aria-labelledby={id} className="grid min-w-0 gap-3 rounded-xl border border-line p-4 sm:p-5">
				<div className="min-w-0">
					<h3 id={id} className="m-0 text-base font-semibold">
						{title}{' '}
						<span className={`text-xs font-semibold ${isDone ? 'text-ok' : 'text-ink-3'}`}>
							{isDone ? words.done : words.open}
						</span>
					</h3>
					<p className="mt-0.5 mb-0 max-w-2xl text-sm text-ink-2">{text}</p>
				</div>
				<div className="flex flex-wrap items-end gap-2">{children}</div>
			</section>
		</li>
	);
}
