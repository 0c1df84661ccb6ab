import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { texts } from '../../assets/texts/deal.ts';
import type { StageStep, StageView } from '../../core/model/view.ts';
import { Region } from '../Sidebar/Region.tsx';
import { Button } from '../ui/Button/Button.tsx';
import { useTexts } from '../ui/Language/Language.tsx';
import { Criterion } from './Criterion.tsx';

export interface StageProps {
	readonly stage: StageView;
	/** An edit is going on: the region keeps to its one line. */
	readonly isFolded: boolean;
	/** A customer may look on: the step alone is drawn, without what the firm asks of itself. */
	readonly isBuyerSafe: boolean;
	/** Goes to where the process is set up; null for a viewer who leaves that to somebody else. */
	readonly onProcess: (() => void) | null;
	readonly onTick: (criterionId: string, isDone: boolean, evidence: string | null) => void;
}

export function Stage({ stage, isFolded, isBuyerSafe, onProcess, onTick }: StageProps) {
	const { stage: words, regions } = useTexts(texts);
	const id = useId();
	// What the user chose counts until the next edit begins or ends.
	const [chosen, setChosen] = useState<{ readonly isOpen: boolean; readonly whileFolded: boolean } | null>(null);
	const isOpen = chosen?.whileFolded === isFolded ? chosen.isOpen : !isFolded;
	const { current, steps, criteria } = stage;
	if (isBuyerSafe) return <StepAlone stage={stage} />;
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
			<Status stage={stage} onProcess={onProcess} />
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
						<div className="pt-2">
							<StageName stage={stage} name={current.name} usualDays={current.usualDays} />
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

/** The step by its name, and how far it is along. */
function StepAlone({ stage: { current, steps } }: Pick<StageProps, 'stage'>) {
	const { regions } = useTexts(texts);
	return (
		<Region name={regions.stage} aside={current?.name}>
			{steps.length > 0 && <Steps steps={steps} />}
		</Region>
	);
}

const bars = {
	done: 'bg-accent opacity-45 forced-colors:bg-ink forced-colors:opacity-100',
	current: 'bg-accent',
	ahead: 'bg-track',
} as const;

function Steps({ steps }: { readonly steps: readonly StageStep[] }) {
	const { stage: words } = useTexts(texts);
	return (
		<ol className="m-0 flex list-none gap-1 p-0">
			{steps.map(({ id, name, position }) => (
				<li
					key={id}
					aria-current={position === 'current' ? 'step' : undefined}
					title={name}
					className="min-w-0 flex-1 py-0.5"
				>
					<span className={`drawn block h-1.5 rounded-full ${bars[position]}`} />
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

interface StageNameProps {
	readonly stage: StageView;
	readonly name: string;
	readonly usualDays: number | null;
}

/** A stage with what is known of the time in it. */
function StageName({ stage, name, usualDays }: StageNameProps) {
	const { stage: words } = useTexts(texts);
	const { isUnsaved, daysInStage } = stage;
	return (
		<div className="flex flex-wrap items-baseline justify-between gap-x-3">
			<span className="text-[15px] font-semibold wrap-anywhere">{name}</span>
			<span className="text-xs text-ink-3">
				{[
					isUnsaved ? words.unsaved : null,
					daysInStage === null ? null : words.days(daysInStage),
					usualDays === null ? null : words.usual(usualDays),
				]
					.filter(Boolean)
					.join(' · ')}
			</span>
		</div>
	);
}

/** Why no step is current, and who can change that. */
function Status({ stage, onProcess }: Pick<StageProps, 'stage' | 'onProcess'>) {
	const { stage: words } = useTexts(texts);
	const { status, crmStage } = stage;
	if (status === 'in-process') return null;
	const paragraph = 'mt-2 mb-0 text-sm wrap-anywhere text-ink-2';
	if (status === 'unknown' || (crmStage === null && status !== 'no-process'))
		return <p className={paragraph}>{words.unknown}</p>;
	const key = crmStage?.key ?? '';
	// Some statuses have the same key for every firm, and no name that the CRM tells.
	const label = crmStage?.label ?? (Object.hasOwn(words.keys, key) ? words.keys[key as keyof typeof words.keys] : null);
	if (status === 'closed')
		return <p className={paragraph}>{label === null ? words.closedUnnamed(key) : words.closed(label)}</p>;
	const isMissing = status === 'no-process';
	const who = isMissing ? words.noneWho : words.unmappedWho;
	return (
		<>
			{/* Without a process the CRM's own stage is all that is known of where the deal is. */}
			{isMissing && crmStage !== null && (
				<StageName stage={stage} name={label ?? words.unnamed(key)} usualDays={null} />
			)}
			<p className={paragraph}>
				{isMissing && crmStage === null && `${words.unknown} `}
				{isMissing ? words.none : label === null ? words.unmappedUnnamed(key) : words.unmapped(label)}{' '}
				{onProcess === null ? (
					who
				) : (
					<Button look="quiet" size="small" className="-my-1 px-1! py-0! text-sm!" onClick={onProcess}>
						{isMissing ? words.setUp : words.assign}
					</Button>
				)}
			</p>
		</>
	);
}
