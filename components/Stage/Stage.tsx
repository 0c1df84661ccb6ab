import { type FormEvent, useState } from 'react';
import { de, en } from '../../assets/texts/deal.ts';
import type { CriterionView, StageView } from '../../core/model/view.ts';
import { Region } from '../Sidebar/Region.tsx';
import { Button } from '../ui/Button/Button.tsx';
import { Field } from '../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';

export interface StageProps {
	readonly stage: StageView;
	/** An edit is going on: the region keeps to its one line. */
	readonly isFolded: boolean;
	readonly onTick: (criterionId: string, isDone: boolean, evidence: string | null) => void;
}

export function Stage({ stage, isFolded, onTick }: StageProps) {
	const { stage: words, regions } = useTexts({ en, de });
	const at = stage.steps.findIndex(({ position }) => position === 'current');
	const missing = stage.criteria.filter(({ isDone, isRequired }) => isRequired && !isDone).length;
	return (
		<Region
			name={regions.stage}
			aside={at >= 0 && <span className="text-xs text-ink-3">{words.progress(at + 1, stage.steps.length)}</span>}
		>
			<ol className="m-0 flex list-none gap-1 p-0">
				{stage.steps.map(({ id, name, position }) => (
					<li
						key={id}
						aria-current={position === 'current' ? 'step' : undefined}
						title={name}
						className="min-w-0 flex-1"
					>
						<span
							className={`block h-1.5 rounded-full ${position === 'done' ? 'bg-accent opacity-50' : position === 'current' ? 'bg-accent' : 'bg-track'}`}
						/>
						<span className={position === 'current' ? 'mt-1 block text-sm font-semibold whitespace-nowrap' : 'sr-only'}>
							{name}
						</span>
					</li>
				))}
			</ol>
			<Status stage={stage} />
			{stage.current && (
				<p className="m-0 text-xs text-ink-3">
					{[
						stage.isUnsaved ? words.unsaved : null,
						stage.daysInStage === null ? null : words.days(stage.daysInStage),
						stage.daysInStage !== null && stage.current.usualDays !== null
							? words.usual(stage.current.usualDays)
							: null,
						stage.criteria.length > 0 ? words.missing(missing) : null,
					]
						.filter(Boolean)
						.join(' · ')}
				</p>
			)}
			{stage.current && (
				<div
					inert={isFolded}
					className={`grid transition-[grid-template-rows] duration-[180ms] ${isFolded ? 'grid-rows-[0fr]' : 'grid-rows-[1fr]'}`}
				>
					<div className="overflow-hidden">
						{stage.criteria.length > 0 && (
							<>
								<h3 className="mt-2 mb-1 text-xs font-semibold text-ink-2">{words.criteria}</h3>
								<ul className="m-0 grid list-none gap-1.5 p-0">
									{stage.criteria.map((criterion) => (
										<Criterion key={criterion.id} criterion={criterion} onTick={onTick} />
									))}
								</ul>
							</>
						)}
						{stage.current.guidance && (
							<details className="mt-2 text-sm text-ink-2">
								<summary className="cursor-pointer text-xs font-semibold">{words.guidance}</summary>
								<p className="mt-1 mb-0 whitespace-pre-line">{stage.current.guidance}</p>
							</details>
						)}
					</div>
				</div>
			)}
		</Region>
	);
}

function Status({ stage }: { readonly stage: StageView }) {
	const { stage: words } = useTexts({ en, de });
	const label = stage.crmStageLabel ?? '';
	const sentences = {
		'in-process': null,
		closed: words.closed(label),
		unmapped: words.unmapped(label),
		unknown: words.unknown,
		'no-process': words.none,
	};
	const sentence = sentences[stage.status];
	return sentence && <p className="my-1 text-sm text-ink-2">{sentence}</p>;
}

interface CriterionProps {
	readonly criterion: CriterionView;
	readonly onTick: StageProps['onTick'];
}

function Criterion({ criterion, onTick }: CriterionProps) {
	const { stage: words } = useTexts({ en, de });
	const format = useFormat();
	const [isTyping, setTyping] = useState(false);
	const { id, text, isDone, by, tick, fieldValue, isRequired } = criterion;

	function keep(event: FormEvent<HTMLFormElement>): void {
		event.preventDefault();
		const typed = String(new FormData(event.currentTarget).get('evidence') ?? '').trim();
		onTick(id, true, typed || null);
		setTyping(false);
	}

	return (
		<li className="text-sm">
			<label className="flex items-start gap-2">
				<input
					type="checkbox"
					className="mt-1 accent-(--ds-accent)"
					checked={isDone}
					disabled={by === 'field'}
					onChange={(event) => onTick(id, event.target.checked, tick?.evidence ?? null)}
				/>
				<span>
					{text}
					{isRequired && !isDone && <span className="ml-1.5 text-xs text-warn">{words.required}</span>}
				</span>
			</label>
			<div className="ml-6 text-xs text-ink-3">
				{by === 'field' && fieldValue && <span>{words.byField(fieldValue)}</span>}
				{by === 'hand' && tick && (
					<>
						<span>{words.byHand(tick.by, format.day(tick.at))}</span>
						{tick.evidence && <Evidence text={tick.evidence} />}
						{!tick.evidence && !isTyping && (
							<Button look="quiet" size="small" onClick={() => setTyping(true)}>
								{words.addEvidence}
							</Button>
						)}
					</>
				)}
				{isTyping && (
					<form onSubmit={keep} className="mt-1">
						<Field
							label={words.evidence}
							name="evidence"
							hint={words.evidenceHint}
							maxLength={2000}
							autoComplete="off"
						/>
					</form>
				)}
			</div>
		</li>
	);
}

/** A link only when it is an https one; anything else is text. */
function Evidence({ text }: { readonly text: string }) {
	const isLink = URL.parse(text)?.protocol === 'https:';
	return (
		<span className="ml-1.5 break-words">
			{isLink ? (
				<a href={text} target="_blank" rel="noopener noreferrer" className="text-accent underline">
					{text}
				</a>
			) : (
				text
			)}
		</span>
	);
}
