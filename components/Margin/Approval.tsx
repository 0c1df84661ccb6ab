import { type FormEvent, type ReactNode, useState } from 'react';
import { texts } from '../../assets/texts/ask-approval.ts';
import type { ApprovalReason, ApprovalView } from '../../core/model/approval-view.ts';
import type { MarginView } from '../../core/model/view.ts';
import { selectIsOwnAnswer as isOwnNote } from '../../stores/deal/view.ts';
import { type Countered, selectAsked } from '../../stores/deal/wanted.ts';
import { Button } from '../ui/Button/Button.tsx';
import { useCopy } from '../ui/Copy/useCopy.ts';
import { TextAreaField } from '../ui/Field/Field.tsx';
import { GuardedButton } from '../ui/Guard/Guard.tsx';
import type { Format } from '../ui/Language/format.ts';
import { useFormat, useTexts } from '../ui/Language/Language.tsx';
import { shortcuts } from '../ui/Shortcut/shortcut.ts';
import { StateMark } from '../ui/StateMark/StateMark.tsx';
import { Counter, CounterButton } from './Counter.tsx';
import { useLevelName } from './useLevelName.ts';

export interface ApprovalProps {
	readonly approval: ApprovalView;
	readonly currency: string | null;
	readonly lines: MarginView['lines'];
	/** The line being worked on; null for none. */
	readonly lineId: string | null;
	/** What a counter-offer that is in force comes to; null while none is. */
	readonly counter: Countered | null;
	/** The request as text for a mail; null while none was asked. */
	readonly requestText: string | null;
	readonly isPrimary: boolean;
	/** Buttons of what else can be done about the price, in one row with those of asking. */
	readonly beside?: ReactNode;
	readonly onAsk: (reason: string) => Promise<boolean>;
	/** False when the text is no answer to the request. */
	readonly onAnswer: (text: string) => Promise<boolean>;
	readonly onWithdraw: () => Promise<boolean>;
}

/** Who must agree, said before anybody is asked; then what became of it. Nothing is drawn of a deal that needs nobody. */
export function Approval(props: ApprovalProps) {
	const words = useTexts(texts);
	const { need, isUnsure, standing } = props.approval;
	const isOwn = isOwnNote(props.approval.note);
	// An answer of one's own is nobody's agreement.
	const isCovered = standing === 'approved' && !isOwn;
	if (!need && !isUnsure && (standing === 'none' || standing === 'void'))
		return (
			<>
				<output aria-label={words.name} aria-live="off" className="sr-only">
					{words.none}
				</output>
				{props.beside && <div className="flex flex-wrap gap-2 empty:hidden">{props.beside}</div>}
			</>
		);
	return (
		<div className="grid gap-1.5">
			<Need {...props} isCovered={isCovered} />
			<Standing {...props} />
		</div>
	);
}

function Need({
	approval: { need, isUnsure, unsureBecause },
	currency,
	isCovered,
}: ApprovalProps & { readonly isCovered: boolean }) {
	const words = useTexts(texts);
	const format = useFormat();
	const because = useBecause(currency);
	const levelName = useLevelName();
	if (!need)
		return (
			<p className="m-0">
				<output aria-label={words.name} aria-live="off">
					{isUnsure ? words.unsure(format.list(unsureBecause.map((why) => words.unsureBecause[why]))) : words.none}
				</output>
			</p>
		);
	return (
		<p className={`m-0 wrap-anywhere ${isCovered ? 'text-ink-3' : 'text-ink-2'}`}>
			<output aria-label={words.name} aria-live="off" className={`font-semibold ${isCovered ? '' : 'text-ink'}`}>
				{words.needed(levelName(need))}
			</output>
			{words.neededBecause(isCovered ? [] : joined(need.reasons).map(because))}
		</p>
	);
}

interface Joined {
	readonly reason: ApprovalReason;
	/** Names of the lines that it was found on; empty for one of the whole deal. */
	readonly lines: readonly string[];
}

/** Reasons that say the same of several lines, as one. */
function joined(reasons: readonly ApprovalReason[]): readonly Joined[] {
	const all = new Map<string, { readonly reason: ApprovalReason; readonly lines: string[] }>();
	for (const reason of reasons) {
		const said = `${reason.ruleId} ${reason.found}`;
		const same = all.get(said) ?? { reason, lines: [] };
		all.set(said, same);
		if (reason.lineName !== null) same.lines.push(reason.lineName);
	}
	return [...all.values()];
}

/** Writes a reason as a sentence. */
function useBecause(currency: string | null): (because: Joined) => string {
	const words = useTexts(texts);
	const format = useFormat();
	return (because) => sentenceOf(because, currency, words, format);
}

function sentenceOf(
	{ reason, lines }: Joined,
	currency: string | null,
	words: typeof texts.en,
	format: Format,
): string {
	const { trigger, found } = reason;
	const percent = (value: string | null) => (value === null ? '' : format.percent(value));
	const on = (sentence: string) =>
		lines.length === 0 ? `${sentence}.` : words.onLine(sentence, format.list(lines.map(words.lineName)));
	switch (trigger.kind) {
		case 'discount-over':
			return words.because[trigger.kind](format.shortPercent(trigger.value), percent(found));
		case 'line-discount-over':
			return on(words.because[trigger.kind](format.shortPercent(trigger.value), percent(found)));
		case 'margin-under':
			return found === null
				? words.because['margin-under-plain'](format.shortPercent(trigger.value))
				: words.because[trigger.kind](format.shortPercent(trigger.value), percent(found));
		case 'size-over':
			return words.because[trigger.kind](format.money(trigger.value, trigger.currency ?? currency));
		case 'terms-over':
			return words.because[trigger.kind](format.count(trigger.days), found ?? '');
		case 'line-under-floor':
			return on(words.because[trigger.kind]);
		case 'deal-under-floor':
			return words.because[trigger.kind];
	}
}

function Standing(props: ApprovalProps) {
	const words = useTexts(texts);
	const [open, setOpen] = useState<'ask' | 'answer' | null>(null);
	const { approval, isPrimary, counter, lines, currency, onAsk, onAnswer } = props;
	const { need, standing, voidBecause, note } = approval;
	const decision = note?.decision ?? null;
	const isOwn = isOwnNote(note);
	const isAnswered = standing === 'approved' || standing === 'declined' || standing === 'countered';
	const times = useTimes(props);
	const isAskable =
		need !== null && (['none', 'declined', 'countered', 'void'].includes(standing) || (isAnswered && isOwn));

	if (open === 'ask')
		return (
			<TextForm
				label={words.askWhy}
				hint={words.askHint}
				button={words.send}
				cancel={words.cancel}
				onSend={onAsk}
				onClose={() => setOpen(null)}
			/>
		);
	if (open === 'answer')
		return (
			<TextForm
				label={words.pasteLabel}
				hint={words.pasteHint}
				button={words.pasteTake}
				cancel={words.cancel}
				wrong={words.pasteWrong}
				onSend={onAnswer}
				onClose={() => setOpen(null)}
			/>
		);
	return (
		<>
			{standing === 'unknown' && <StateMark tone="bad">{words.notKnown}</StateMark>}
			{standing === 'asked' && note && (
				<p className="m-0 text-xs">{words.asked(note.request.levelName, times.what, times.asked)}</p>
			)}
			{isAnswered && isOwn && (
				<div>
					<StateMark tone="warn">{words.own}</StateMark>
					<p className="mt-1 mb-0 text-xs text-ink-3">{words.ownHint}</p>
				</div>
			)}
			{standing === 'approved' && decision && !isOwn && (
				<div>
					<StateMark tone="ok">{words.approved(decision.by)}</StateMark>
					<p className="mt-1 mb-0 text-xs text-ink-3">{words.keeps}</p>
				</div>
			)}
			{standing === 'declined' && decision && !isOwn && <StateMark tone="bad">{words.declined(decision.by)}</StateMark>}
			{counter && decision && <Counter counter={counter} decision={decision} lines={lines} currency={currency} />}
			{standing === 'void' && need && (
				<div>
					<StateMark tone="warn">{decision ? words.voided : words.askedVoid}</StateMark>
					<p className="mt-1 mb-0 text-xs text-ink-3">{voidBecause.map((why) => words.voids[why]).join(' ')}</p>
				</div>
			)}
			{decision?.note && standing !== 'void' && (
				<p className="m-0 text-xs wrap-anywhere text-ink-2">{words.noteOf(decision.note)}</p>
			)}
			<div className="flex flex-wrap gap-x-2 gap-y-1 empty:hidden">
				{counter && <CounterButton counter={counter} />}
				{isAskable && (
					<Button
						look={isPrimary && counter?.price.kind !== 'price' ? 'primary' : 'plain'}
						size="small"
						keys={shortcuts.ask}
						onClick={() => setOpen('ask')}
					>
						{standing === 'none' ? words.ask : words.again}
					</Button>
				)}
				{standing === 'asked' && <Asked {...props} onPaste={() => setOpen('answer')} />}
				{props.beside}
			</div>
			{isAnswered && !isOwn && times.answered !== null && <p className="m-0 text-xs text-ink-3">{times.answered}</p>}
		</>
	);
}

/** What was asked and when, and when the answer came: the time of a day that is today, else the day. */
function useTimes({ approval, counter, lines, lineId }: ApprovalProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const { note } = approval;
	const now = new Date();
	const when = (at: string) => {
		const { text, isToday } = format.moment(at, now);
		return words.when(text, isToday);
	};
	if (!note) return { what: '', asked: '', answered: null };
	const asked = selectAsked(approval, counter ? counter.lineId : lineId);
	const percent = asked ? format.exactPercent(asked.discount) : '';
	const line = lines.find(({ id }) => id === asked?.lineId);
	const what = !asked ? '' : line ? words.askedOnLine(percent, line.name) : words.askedOnDeal(percent);
	const { request, decision } = note;
	const askedAt = when(request.at);
	if (!decision) return { what, asked: askedAt, answered: null };
	const span = format.span(request.at, decision.at);
	const after = span ? words.after(span.count, span.unit) : '';
	return { what, asked: askedAt, answered: words.answered(what, askedAt, when(decision.at), after) };
}

function Asked({ requestText, onWithdraw, onPaste }: ApprovalProps & { readonly onPaste: () => void }) {
	const words = useTexts(texts);
	const copy = useCopy();
	return (
		<>
			{requestText !== null && (
				<GuardedButton size="small" onPress={() => copy(requestText, words.requestCopied)}>
					{words.copyRequest}
				</GuardedButton>
			)}
			<Button size="small" onClick={onPaste}>
				{words.paste}
			</Button>
			<GuardedButton look="quiet" size="small" onPress={() => void onWithdraw()}>
				{words.withdraw}
			</GuardedButton>
		</>
	);
}

interface TextFormProps {
	readonly label: string;
	readonly hint: string;
	readonly button: string;
	readonly cancel: string;
	/** Said when the text is not taken; absent: nothing is said here. */
	readonly wrong?: string;
	readonly onSend: (text: string) => Promise<boolean>;
	readonly onClose: () => void;
}

/** A text to send; it stays until it was taken. */
function TextForm({ label, hint, button, cancel, wrong, onSend, onClose }: TextFormProps) {
	const [isWrong, setWrong] = useState(false);

	async function sent(event: FormEvent<HTMLFormElement>): Promise<void> {
		event.preventDefault();
		const text = String(new FormData(event.currentTarget).get('text') ?? '').trim();
		if (!text) return;
		if (await onSend(text)) onClose();
		else setWrong(true);
	}

	return (
		<form onSubmit={(event) => void sent(event)} className="grid gap-1.5">
			<TextAreaField
				label={label}
				name="text"
				hint={hint}
				error={isWrong && wrong ? wrong : null}
				rows={3}
				required
				autoFocus
			/>
			<div className="flex gap-2">
				<GuardedButton size="small">{button}</GuardedButton>
				<Button look="quiet" size="small" onClick={onClose}>
					{cancel}
				</Button>
			</div>
		</form>
	);
}
