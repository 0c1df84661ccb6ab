import * as v from 'valibot';
import { fromBase64Url, toBase64Url } from '../model/base64url.ts';
import type { ApprovalDecision, ApprovalRequest, ApprovedLine, CurrencyCode } from '../model/deal.ts';
import { approvalDecisionShape, approvalRequestShape } from '../model/deal-shapes.ts';
import { type DecimalString, formatDecimal, multiply, parseDecimal, round } from '../model/decimal.ts';
import { failure, type Result, success } from '../model/result.ts';
import type { FileProblem } from '../model/settings.ts';
import { isGenuine } from './approvals.ts';
import { problemAt, shapeProblems } from './check.ts';
import { fingerprint } from './fingerprint.ts';

/** Words of the part that people read; a table of texts fills them in. Numbers come as they are to be shown. */
export interface ApprovalWords {
	/** Writes a plain decimal as the language does. */
	readonly number: (plain: string) => string;
	readonly asks: (by: string, level: string) => string;
	readonly deal: (name: string, account: string) => string;
	readonly reason: (text: string) => string;
	readonly line: (quantity: string, product: string, price: string, list: string) => string;
	readonly amount: (money: string) => string;
	readonly discount: (percent: string) => string;
	readonly margin: (percent: string) => string;
	readonly payment: (days: string) => string;
	readonly unknown: string;
	readonly approved: (by: string) => string;
	readonly declined: (by: string) => string;
	/** `product`: of the line it is of; null for the whole deal. */
	readonly countered: (by: string, percent: string, product: string | null) => string;
	/** Whoever asked answered. */
	readonly own: string;
	readonly note: (text: string) => string;
	/** Why the last line is there. */
	readonly machine: string;
}

/** What stands before the line that is read back. */
const mark = 'dealside-approval:';

/** Grows when a reader of the version before could misread a letter. */
const letterVersion = 2;

/** Letters that say nothing new are written as version 1, for colleagues who have not updated yet. */
function versionOf(letter: Letter): number {
	return letter.kind === 'decision' && letter.decision.counterLine !== null ? letterVersion : 1;
}

/** What a version before would not know is left out where it says nothing. */
function asWritten(letter: Letter): object {
	if (letter.kind === 'request') return letter;
	const { counterLine, isOwn, ...rest } = letter.decision;
	const decision = { ...rest, ...(counterLine === null ? {} : { counterLine }), ...(isOwn ? { isOwn } : {}) };
	return { ...letter, decision };
}

/** Lines of a letter that may follow the one that is read and look as if they belonged to it: a greeting, a name. */
const mostStrays = 20;

/** A mail with a request is a few pages; of a longer text no more is gone through. */
const longestMail = 200_000;

/** In a text that quotes many letters the first ones count: mail puts the newest on top. */
const mostLetters = 20;

type Letter =
	| { readonly kind: 'request'; readonly request: ApprovalRequest }
	| { readonly kind: 'decision'; readonly decision: ApprovalDecision };

/** Null for what is not base64url of UTF-8. */
function decode(written: string): string | null {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(written));
	} catch {
		return null;
	}
}

/** The line that is read back. The sum covers all of it, so that a letter that was cut or mended is known. */
function machineLine(letter: Letter): string {
	const content = { version: versionOf(letter), ...asWritten(letter) };
	return `${mark} ${toBase64Url(new TextEncoder().encode(JSON.stringify({ ...content, sum: fingerprint(content) })))}`;
}

/** At least two digits after the point, all that there are otherwise. */
function money(amount: DecimalString | null, currency: CurrencyCode | null, words: ApprovalWords): string {
	if (amount === null) return words.unknown;
	const [whole, digits = ''] = amount.split('.');
	return `${words.number(`${whole}.${digits.padEnd(2, '0')}`)} ${currency ?? ''}`.trim();
}

/** A fraction as percent with one digit. */
function percent(fraction: DecimalString | null, words: ApprovalWords): string {
	const value = parseDecimal(fraction);
	if (!value) return words.unknown;
	return `${words.number(formatDecimal(round(multiply(value, { digits: 100n, scale: 0 }), 1)))} %`;
}

function lineText(line: ApprovedLine, currency: CurrencyCode | null, words: ApprovalWords): string {
	const quantity = line.quantity === null ? words.unknown : words.number(line.quantity);
	return words.line(
		quantity,
		line.product,
		money(line.netPrice, currency, words),
		money(line.listPrice, currency, words),
	);
}

function requestLines(request: ApprovalRequest, words: ApprovalWords): string[] {
	const { values } = request;
	return [
		words.deal(request.dealName, request.account ?? ''),
		'',
		...values.lines.map((line) => `- ${lineText(line, values.currency, words)}`),
		...(values.amount === null ? [] : [words.amount(money(values.amount, values.currency, words))]),
		words.discount(percent(values.discount, words)),
		// Who may not see the margin asks without it.
		...(values.margin === null ? [] : [words.margin(percent(values.margin, words))]),
		...(values.paymentDays === null ? [] : [words.payment(words.number(String(values.paymentDays)))]),
	];
}

function letterText(lines: readonly string[], letter: Letter, words: ApprovalWords): string {
	return `${[...lines, '', words.machine, machineLine(letter)].join('\n')}\n`;
}

/** A request as a text for mail or chat: a part for people, and one line that Dealside reads back. */
export function writeRequest(request: ApprovalRequest, words: ApprovalWords): string {
	const { by, levelName, reason } = request;
	const why = reason.trim() === '' ? [] : [words.reason(reason)];
	return letterText(
		[words.asks(by, levelName), ...why, ...requestLines(request, words)],
		{ kind: 'request', request },
		words,
	);
}

/** The answer as such a text, with what it answers. */
export function writeDecision(request: ApprovalRequest, decision: ApprovalDecision, words: ApprovalWords): string {
	const { by, note, answer, counterDiscount, counterLine, isOwn } = decision;
	const product = request.values.lines.find(({ id }) => id === counterLine)?.product ?? null;
	const answered =
		answer === 'countered' ? words.countered(by, percent(counterDiscount, words), product) : words[answer](by);
	const said = isOwn ? `${answered} ${words.own}` : answered;
	const noted = note.trim() === '' ? [] : [words.note(note)];
	return letterText([said, ...noted, ...requestLines(request, words)], { kind: 'decision', decision }, words);
}

/** A line without what mail puts before it where it quotes, and without the "=" of a line broken on the way. */
function bare(line: string): string {
	const text = trimmedEnd(line.replace(/^[\s>|\u200b]+/, ''));
	return text.endsWith('=') ? trimmedEnd(text.slice(0, -1)) : text;
}

/** Not by a pattern: one for the end begins anew at each space of a long line. */
function trimmedEnd(text: string): string {
	let end = text.length;
	while (end > 0 && /[\s\u200b]/.test(text.charAt(end - 1))) end -= 1;
	return text.slice(0, end);
}

/** Texts of base64url after each mark, and how many lines each may have gathered. */
function* written(text: string): Generator<readonly string[]> {
	const lines = text.split(/\r\n|\r|\n/).map(bare);
	for (const [at, line] of lines.entries()) {
		const from = line.toLowerCase().indexOf(mark);
		if (from < 0) continue;
		const parts = [bare(line.slice(from + mark.length))];
		for (const next of lines.slice(at + 1)) {
			if (!/^[\w-]*$/.test(next)) break;
			if (next !== '') parts.push(next);
		}
		yield parts;
	}
}

/** The JSON that is there; what follows it and only looks alike is left away. Undefined when there is none. */
function contentOf(parts: readonly string[]): unknown {
	for (let length = parts.length; length > 0 && length >= parts.length - mostStrays; length -= 1) {
		const text = decode(parts.slice(0, length).join(''));
		if (!text?.endsWith('}')) continue;
		try {
			return JSON.parse(text);
		} catch {
			// A line too many.
		}
	}
	return undefined;
}

const letterShape = v.variant(
	'kind',
	[
		v.strictObject({ version: v.number(), kind: v.literal('request'), request: approvalRequestShape, sum: v.string() }),
		v.strictObject({
			version: v.number(),
			kind: v.literal('decision'),
			decision: approvalDecisionShape,
			sum: v.string(),
		}),
	],
	'no-approval',
);

function refuse(reason: string): Result<never, readonly FileProblem[]> {
	return failure([problemAt([], reason, undefined)]);
}

function readLetter(content: unknown): Result<Letter, readonly FileProblem[]> {
	if (typeof content !== 'object' || content === null) return refuse('changed-on-the-way');
	const { sum, ...rest } = content as Record<string, unknown>;
	if (typeof rest.version === 'number' && rest.version > letterVersion) return refuse('newer-version');
	const parsed = v.safeParse(letterShape, content);
	if (!parsed.success) return failure(shapeProblems(letterShape, content));
	if (fingerprint(rest) !== sum) return refuse('changed-on-the-way');
	// Parts that an older letter lacks are filled in.
	const letter = parsed.output as Letter;
	const isWhole = letter.kind === 'decision' || isGenuine(letter.request);
	return isWhole ? success(letter) : refuse('changed-on-the-way');
}

/** Every letter in a text, the first one first; texts that quote others hold several. */
function readLetters(text: string): Result<Letter, readonly FileProblem[]>[] {
	const letters: Result<Letter, readonly FileProblem[]>[] = [];
	for (const parts of written(text)) {
		letters.push(readLetter(contentOf(parts)));
		if (letters.length === mostLetters) break;
	}
	return letters;
}

function read<K extends Letter['kind']>(
	text: string,
	kind: K,
	other: string,
): Result<Extract<Letter, { kind: K }>, readonly FileProblem[]> {
	if (text.length > longestMail) return refuse('mail-too-long');
	const letters = readLetters(text);
	for (const letter of letters)
		if (letter.ok && letter.value.kind === kind) return success(letter.value as Extract<Letter, { kind: K }>);
	const broken = letters.find((letter) => !letter.ok);
	return broken && !broken.ok ? broken : refuse(letters.length > 0 ? other : 'no-approval');
}

/** The first request in a text, wherever it stands; what is wrong when there is none that is whole. */
export function readRequest(text: string): Result<ApprovalRequest, readonly FileProblem[]> {
	const found = read(text, 'request', 'is-decision');
	return found.ok ? success(found.value.request) : found;
}

/** The first answer in a text. Whether it answers what was asked, its `requestId` and `hash` tell. */
export function readDecision(text: string): Result<ApprovalDecision, readonly FileProblem[]> {
	const found = read(text, 'decision', 'is-request');
	return found.ok ? success(found.value.decision) : found;
}
