import { Copy } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { texts as letterTexts } from '../../../assets/texts/approval.ts';
import { texts as approvalsTexts } from '../../../assets/texts/approvals.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import type { ApprovalDecision, ApprovalNote } from '../../../core/model/deal.ts';
import { answerText } from '../../../stores/approval-letters.ts';
import { selectIsOwnAnswer } from '../../../stores/deal/view.ts';
import { type CounterBasis, type CounterProblem, selectBases } from '../../../stores/workspace/inbox.ts';
import { Button } from '../../ui/Button/Button.tsx';
import { useCopy } from '../../ui/Copy/useCopy.ts';
import { Field, SelectField } from '../../ui/Field/Field.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useToast } from '../../ui/Toast/Toast.tsx';
import { useInbox } from '../Context/Context.tsx';
import { useFaultWords } from '../Form/useFaultWords.ts';
import { AtStake } from './AtStake.tsx';
import { Earlier } from './Earlier.tsx';
import { RequestLines } from './RequestLines.tsx';

interface RequestProps {
	readonly note: ApprovalNote;
}

/** One request: what is asked for, and the answer to it. */
export function Request({ note }: RequestProps) {
	const words = useTexts(approvalsTexts);
	const format = useFormat();
	const id = useId();
	const { request, decision } = note;
	return (
		<article aria-labelledby={id} className="grid gap-3 rounded-xl border border-line p-3 sm:p-4">
			<div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
				<div className="min-w-0">
					<h4 id={id} className="m-0 text-base font-semibold break-words">
						{request.dealName}
					</h4>
					<p className="m-0 text-sm break-words text-ink-2">
						{request.account === null ? '' : `${request.account} · `}
						{words.asks(request.by.trim() || words.someone, request.levelName)}
						{` · ${format.time(request.at, new Date())}`}
					</p>
				</div>
			</div>
			<AtStake note={note} />
			<p className="m-0 text-sm break-words">
				<b className="font-semibold">{words.reason}:</b> {request.reason.trim() || words.noReason}
			</p>
			<RequestLines note={note} />
			<Earlier note={note} />
			{decision === null ? <Answer note={note} /> : <Answered note={note} decision={decision} />}
		</article>
	);
}

/** One string for what a counter-offer is of; empty while nothing was chosen. */
function keyOf(basis: CounterBasis | null): string {
	if (basis === null) return '';
	return basis.of === 'deal' ? 'deal' : `line ${basis.id}`;
}

function Answer({ note }: RequestProps) {
	const words = useTexts(approvalsTexts);
	const all = useTexts(workspaceTexts);
	const format = useFormat();
	const { locale } = format;
	const bases = selectBases(note);
	const toast = useToast();
	const faultWords = useFaultWords();
	const { id, dealName } = note.request;
	const draft = useInbox((state) => (Object.hasOwn(state.answers, id) ? state.answers[id] : undefined));
	const typed = useInbox((state) => state.answerTyped);
	const decide = useInbox((state) => state.decided);
	const counter = useRef<HTMLInputElement>(null);
	const [fault, setFault] = useState<CounterProblem | null>(null);
	const [isAsking, setAsking] = useState(false);

	async function decided(answer: ApprovalDecision['answer']): Promise<void> {
		if (isAsking) return;
		setAsking(true);
		const told = await decide(note, answer, locale);
		setAsking(false);
		if (told.ok) return;
		if (told.error.code === 'counter') {
			setFault(told.error.fault);
			counter.current?.focus();
		} else if (told.error.code === 'gone') toast({ text: words.gone });
		else if (told.error.code !== 'problems') toast({ text: all.refused[told.error.code] });
	}

	return (
		<div className="grid gap-3 border-t border-line pt-3">
			{note.isAskedHere ? <p className="m-0 text-sm text-warn">▲ {words.ownHint}</p> : null}
			<div className="grid items-start gap-3 sm:grid-cols-[1fr_14rem]">
				<Field
					label={words.note}
					value={draft?.note ?? ''}
					maxLength={2000}
					hint={words.noteHint}
					onChange={(event) => typed(id, { note: event.target.value })}
				/>
				<div className="grid gap-2">
					<SelectField
						label={words.counterBasis}
						value={keyOf(draft?.basis ?? null)}
						options={[
							{ value: '', label: words.counterChoose },
							...bases.map(({ basis, product, asked }) => ({
								value: keyOf(basis),
								label:
									product === null
										? words.counterDeal(format.exactPercent(asked))
										: words.counterLine(product, format.exactPercent(asked)),
							})),
						]}
						error={fault === 'basis-missing' ? words.counterProblems[fault] : null}
						onChange={(value) => {
							setFault(null);
							typed(id, { basis: bases.find(({ basis }) => keyOf(basis) === value)?.basis ?? null });
						}}
					/>
					<Field
						ref={counter}
						label={words.counter}
						value={draft?.counter ?? ''}
						inputMode="decimal"
						autoComplete="off"
						className="text-right tabular-nums"
						error={
							fault === 'counter-not-below' || fault === 'counter-unknown'
								? words.counterProblems[fault]
								: fault === 'basis-missing'
									? null
									: faultWords(fault)
						}
						onChange={(event) => {
							setFault(null);
							typed(id, { counter: event.target.value });
						}}
					/>
				</div>
			</div>
			<div className="flex flex-wrap items-center justify-between gap-2">
				<p className="m-0 text-xs text-ink-3">{words.binds}</p>
				<div className="ml-auto flex flex-wrap gap-2">
					<Button aria-label={words.counterOf(dealName)} onClick={() => void decided('countered')}>
						{words.counterButton}
					</Button>
					<Button aria-label={words.declineOf(dealName)} onClick={() => void decided('declined')}>
						{words.decline}
					</Button>
					<Button look="primary" aria-label={words.approveOf(dealName)} onClick={() => void decided('approved')}>
						{words.approve}
					</Button>
				</div>
			</div>
		</div>
	);
}

interface AnsweredProps extends RequestProps {
	readonly decision: ApprovalDecision;
}

const looks = {
	approved: ['●', 'bg-ok-soft text-ok'],
	countered: ['▲', 'bg-warn-soft text-warn'],
	declined: ['■', 'bg-bad-soft text-bad'],
} as const;

function Answered({ note, decision }: AnsweredProps) {
	const words = useTexts(approvalsTexts);
	const letter = useTexts(letterTexts);
	const format = useFormat();
	const copy = useCopy();
	const shown = useRef<HTMLPreElement>(null);
	const [mark, look] = looks[decision.answer];
	const discount = decision.counterDiscount === null ? '' : format.exactPercent(decision.counterDiscount);
	const counterLine = note.request.values.lines.find(({ id }) => id === decision.counterLine);
	const text = answerText(decision, note.request, letter);
	return (
		<div className="grid gap-2 border-t border-line pt-3">
			<p className="m-0 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm" role="status">
				<span className={`rounded-full px-2.5 py-0.5 font-semibold ${look}`}>
					{mark}{' '}
					{decision.answer === 'countered'
						? counterLine
							? words.answered.counteredLine(discount, counterLine.product)
							: words.answered.countered(discount)
						: words.answered[decision.answer]}
				</span>
				{selectIsOwnAnswer(note) ? <span className="font-semibold text-warn">▲ {words.own}</span> : null}
				<span className="text-ink-2">{words.answeredBy(decision.by.trim(), format.time(decision.at, new Date()))}</span>
			</p>
			{decision.note === '' ? null : (
				<p className="m-0 text-sm break-words">
					<b className="font-semibold">{words.note}:</b> {decision.note}
				</p>
			)}
			<div className="flex flex-wrap items-center gap-3">
				<Button onClick={() => copy(text, words.copied, shown)}>
					<Copy aria-hidden="true" size={16} strokeWidth={1.75} /> {words.copyAnswer}
				</Button>
				<span className="text-xs text-ink-3">{words.copyHint}</span>
			</div>
			<pre ref={shown} hidden className="m-0 overflow-x-auto rounded-lg bg-panel p-3 text-xs whitespace-pre-wrap">
				{text}
			</pre>
		</div>
	);
}
