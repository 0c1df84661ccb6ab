import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { de, en } from '../../assets/texts/deal.ts';
import type { StageStep, StageView } from '../../core/model/view.ts';
import { Region } from '../Sidebar/Region.tsx';
import { useTexts } from '../ui/Language/Language.tsx';
import { Criterion } from './Criterion.tsx';

export interface StageProps {
	readonly stage: StageView;
	/** An edit is going on: the region keeps to its one line. */
	readonly isFolded: boolean;
	readonly onTick: (criterionId: string, isDone: boolean, evidence: string | null) => void;
}

export function Stage({ stage, isFolded, onTick }: StageProps) {
	const { stage: words, regions } = useTexts({ en, de });
	const id = useId();
	// What the user chose counts until the next edit begins or ends.
	const [chosen, setChosen] = useState<{ readonly isOpen: boolean; readonly whileFolded: boolean } | null>(null);
	const isOpen = chosen?.whileFolded === isFolded ? chosen.isOpen : !isFolded;
	const { current, steps, criteria } = stage;
	const at = steps.findIndex(({ position }) => position === 'current');
	const areTicksKnown = criteria.every(({ isDone }) => isDone !== null);
	const done = areTicksKnown
		? words.done(criteria.filter(({ isDone }) => isDone).length, criteria.length)
		: words.ticksUnknown;
	const summary = isOpen
		? words.progress(at + 1, steps.length)
		: [current?.name, criteria.length > 0 && done].filter(Boolean).join(' · ');
	return (
		<Region
			name={regions.stage}
			aside={
				current && (
					<button
						type="button"
						aria-expanded={isOpen}
						aria-controls={id}
						title={isOpen ? words.hide : words.show}
						onClick={() => setChosen({ isOpen: !isOpen, whileFolded: isFolded })}
						className="-mr-1 inline-flex max-w-full items-center gap-1 rounded px-1 text-right text-xs text-ink-3 hover:text-ink"
					>
						<span className="min-w-0 wrap-anywhere">{summary}</span>
						<ChevronDown
							aria-hidden="true"
							size={14}
							className={`shrink-0 transition-transform duration-[120ms] ${isOpen ? 'rotate-180' : ''}`}
						/>
					</button>
				)
			}
		>
			{steps.length > 0 && <Steps steps={steps} />}
			<Status stage={stage} />
			{current && (
				<div
					id={id}
					inert={!isOpen}
					className={`grid transition-[grid-template-rows] duration-[120ms] ${isOpen ? 'grid-rows-[1fr]' : 'grid-rows-[0fr]'}`}
				>
					{/* Wider than its column by the room a focus ring needs, which the fold would cut off. Gone before the fold has
					cut far into it. */}
					<div
						className={`-mx-1 min-h-0 overflow-hidden px-1 transition-opacity duration-[60ms] ${isOpen ? '' : 'opacity-0'}`}
					>
						<div className="flex flex-wrap items-baseline justify-between gap-x-3 pt-2">
							<span className="text-[15px] font-semibold wrap-anywhere">{current.name}</span>
							<span className="text-xs text-ink-3">
								{[
									stage.isUnsaved ? words.unsaved : null,
									stage.daysInStage === null ? null : words.days(stage.daysInStage),
									current.usualDays === null ? null : words.usual(current.usualDays),
								]
									.filter(Boolean)
									.join(' · ')}
							</span>
						</div>
						{!areTicksKnown && <p className="m-0 mt-1 text-xs text-bad">{words.ticksUnknown}.</p>}
						{criteria.length > 0 ? (
							<ul aria-label={words.criteria} className="m-0 mt-1.5 grid list-none gap-1.5 p-0 pb-0.5">
								{criteria.map((criterion) => (
									<Criterion key={criterion.id} criterion={criterion} onTick={onTick} />
								))}
							</ul>
						) : (
							<p className="m-0 mt-1 text-xs text-ink-3">{words.noCriteria}</p>
						)}
						{current.guidance && (
							<details className="group mt-1.5">
								<summary className="inline-flex cursor-pointer list-none items-center gap-1 rounded text-xs font-semibold text-ink-2 hover:text-ink">
									{words.guidance}
									<ChevronDown
										aria-hidden="true"
										size={14}
										className="text-ink-3 transition-transform group-open:rotate-180"
									/>
								</summary>
								<p className="mt-1 mb-0.5 text-sm whitespace-pre-line text-ink-2">{current.guidance}</p>
							</details>
						)}
					</div>
				</div>
			)}
		</Region>
	);
}

const bars = { done: 'bg-accent opacity-45', current: 'bg-accent', ahead: 'bg-track' } as const;

function Steps({ steps }: { readonly steps: readonly StageStep[] }) {
	const { stage: words } = useTexts({ en, de });
	return (
		<ol className="m-0 flex list-none gap-1 p-0">
			{steps.map(({ id, name, position }) => (
				<li
					key={id}
					aria-current={position === 'current' ? 'step' : undefined}
					title={name}
					className="min-w-0 flex-1 py-0.5"
				>
					<span className={`block h-1.5 rounded-full ${bars[position]}`} />
					<span className="sr-only">
						{name}
						{position === 'done' && `, ${words.stepDone}`}
						{position === 'ahead' && `, ${words.stepAhead}`}
					</span>
				</li>
			))}
		</ol>
	);
}

function Status({ stage }: { readonly stage: StageView }) {
	const { stage: words } = useTexts({ en, de });
	const label = stage.crmStageLabel ?? '';
	const sentence = {
		'in-process': null,
		closed: words.closed(label),
		unmapped: words.unmapped(label),
		unknown: words.unknown,
		'no-process': words.none,
	}[stage.status];
	return sentence && <p className="mt-2 mb-0 text-sm wrap-anywhere text-ink-2">{sentence}</p>;
}
