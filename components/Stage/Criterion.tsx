import { Check } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { texts } from '../../assets/texts/deal.ts';
import type { CriterionView } from '../../core/model/view.ts';
import { Button } from '../ui/Button/Button.tsx';
import { Field } from '../ui/Field/Field.tsx';
import { GuardedButton, useMeant } from '../ui/Guard/Guard.tsx';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { keysOf, shortcuts } from '../ui/Shortcut/shortcut.ts';

interface CriterionProps {
	readonly criterion: CriterionView;
	readonly onTick: (criterionId: string, isDone: boolean, evidence: string | null) => void;
}

const quietLink = 'shrink-0 px-0! py-0! min-h-0! underline-offset-2 hover:bg-transparent! hover:underline';

export function Criterion({ criterion, onTick }: CriterionProps) {
	const { stage: words } = useTexts(texts);
	const format = useFormat();
	const box = useId();
	const [isTyping, setTyping] = useState(false);
	const { ref, meant } = useMeant();
	const [isRefusedShown, setRefused] = useState(false);
	const { id, text, isDone, by, tick, fieldValue, isRequired } = criterion;
	const isByHand = by === 'hand' && tick !== null;

	function keep(event: FormEvent<HTMLFormElement>): void {
		event.preventDefault();
		const typed = String(new FormData(event.currentTarget).get('evidence') ?? '').trim();
		const isBad = isRefused(typed);
		setRefused(isBad);
		if (isBad) return;
		onTick(id, true, typed || null);
		close();
	}

	function close(): void {
		setRefused(false);
		setTyping(false);
	}

	const title = (
		<>
			{text}
			{isRequired && isDone === false && (
				<>
					<span className="sr-only">,</span>{' '}
					<span className="inline-block rounded-full bg-warn-soft px-1.5 text-[11px] leading-4 font-semibold whitespace-nowrap text-warn">
						{words.required}
					</span>
				</>
			)}
		</>
	);
	return (
		<li className="grid grid-cols-[16px_1fr] gap-x-2.5 text-sm">
			{by === 'field' ? (
				<>
					<span aria-hidden="true" className="mt-0.5 grid size-4 place-items-center rounded bg-accent-soft text-accent">
						<Check size={12} strokeWidth={3} />
					</span>
					<span className="wrap-anywhere">{title}</span>
				</>
			) : isDone === null ? (
				<>
					<span aria-hidden="true" className="text-center text-ink-3">
						?
					</span>
					<span className="wrap-anywhere">{title}</span>
				</>
			) : (
				<span ref={ref} className="col-span-2 grid grid-cols-subgrid">
					<input
						id={box}
						type="checkbox"
						data-missing={isDone ? undefined : ''}
						aria-keyshortcuts={isDone ? undefined : shortcuts.nextMissing}
						title={isDone ? undefined : keysOf(shortcuts.nextMissing).title}
						className="m-0 mt-0.5 size-4 cursor-pointer rounded accent-(--ds-accent)"
						checked={isDone}
						onChange={({ target: { checked } }) => meant(() => onTick(id, checked, tick?.evidence ?? null))}
					/>
					<label htmlFor={box} className="cursor-pointer wrap-anywhere">
						{title}
					</label>
				</span>
			)}
			<div className="col-start-2 text-xs wrap-anywhere text-ink-3">
				{by === 'field' && fieldValue && words.byField(fieldValue)}
				{isByHand && !isTyping && (
					<span className={`flex gap-x-2 ${isLink(tick.evidence) ? '' : 'flex-wrap'}`}>
						<span className="shrink-0">{words.byHand(tick.by, format.day(tick.at))}</span>
						{tick.evidence && <Evidence text={tick.evidence} />}
						<Button look="quiet" size="small" className={quietLink} onClick={() => setTyping(true)}>
							{tick.evidence ? words.changeEvidence : words.addEvidence}
						</Button>
					</span>
				)}
				{isByHand && isTyping && (
					<form onSubmit={keep} className="mt-1 grid gap-1.5">
						<Field
							label={words.evidence}
							name="evidence"
							hint={words.evidenceHint}
							error={isRefusedShown ? words.evidenceRefused : null}
							defaultValue={tick.evidence ?? ''}
							maxLength={2000}
							autoComplete="off"
						/>
						<div className="flex gap-1.5">
							<GuardedButton size="small">{words.keepEvidence}</GuardedButton>
							<Button look="quiet" size="small" onClick={close}>
								{words.cancelEvidence}
							</Button>
						</div>
					</form>
				)}
			</div>
		</li>
	);
}

const refusedSchemes = ['javascript:', 'data:', 'vbscript:', 'blob:', 'file:'];

/** A link that is not https. "Call: Monday" looks like an address to a parser and is none. */
function isRefused(text: string): boolean {
	const protocol = URL.parse(text)?.protocol ?? '';
	return refusedSchemes.includes(protocol) || (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && protocol !== 'https:');
}

function isLink(text: string | null): boolean {
	return text !== null && URL.parse(text)?.protocol === 'https:';
}

/** A link only when it is an https one; anything else is text. */
function Evidence({ text }: { readonly text: string }) {
	if (!isLink(text)) return <span className="wrap-anywhere text-ink-2">{text}</span>;
	return (
		<a
			href={text}
			target="_blank"
			rel="noopener noreferrer"
			title={text}
			className="min-w-0 truncate text-accent underline underline-offset-2"
		>
			{text.replace(/^https:\/\//, '')}
		</a>
	);
}
