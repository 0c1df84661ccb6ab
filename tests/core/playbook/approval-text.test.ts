import fc from 'fast-check';
import { expect, test } from 'vitest';
import { de, en } from '../../../assets/texts/approval.ts';
import { evaluate } from '../../../core/evaluate.ts';
import { type ApprovalDecision, noNotes } from '../../../core/model/deal.ts';
import { noEdits } from '../../../core/model/deal-edits.ts';
import { readDecision, readRequest, writeDecision, writeRequest } from '../../../core/playbook/approval-text.ts';
import { requestOf } from '../../../core/playbook/approvals.ts';
import { fingerprint } from '../../../core/playbook/fingerprint.ts';
import { fixtureDeal, fixturePlaybook } from '../../fixtures/fixture-deal.ts';

const deal = { ...fixtureDeal, name: 'Værft „Süd“ — 加湿器', paymentDays: 30 };
const playbook = {
	...fixturePlaybook,
	approvals: {
		levels: [{ name: 'Manager', who: 'Bo' }],
		rules: [{ id: 'a', level: 1, trigger: { kind: 'discount-over', value: '0.01' } }],
	},
} as const;
const view = evaluate(deal, noEdits(deal.ref), playbook, { name: 'Ada', role: 'rep' }, '2026-11-24', noNotes).margin;
const request = requestOf(deal, noEdits(deal.ref), view, playbook, {
	id: 'r-1',
	by: 'Ada',
	at: '2026-11-24T10:00:00.000Z',
	reason: 'A rival offers less.',
});
if (!request) throw new Error('no request');

const decision: ApprovalDecision = {
	requestId: request.id,
	hash: request.hash,
	answer: 'countered',
	counterDiscount: '0.075',
	counterLine: null,
	isOwn: false,
	note: 'Not more, please.',
	by: 'Bo',
	at: '2026-11-24T11:00:00.000Z',
};

const letter = writeRequest(request, en);
const answer = writeDecision(request, decision, de);

/** As a mail client quotes it: "> " before every line, broken at 76 characters. */
function quoted(text: string, depth = 1, width = 76): string {
	const lines = text.split('\n').flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? ['']);
	return lines.map((line) => `${'> '.repeat(depth)}${line}`).join('\r\n');
}

function reasons(found: ReturnType<typeof readRequest> | ReturnType<typeof readDecision>) {
	return found.ok ? [] : found.error.map(({ reason }) => reason);
}

test('a request is written so that people can read it', () => {
	expect(letter.split('\n').slice(0, 11)).toEqual([
		'Ada asks for an agreement. Level: Manager.',
		'Why: A rival offers less.',
		'Deal: Værft „Süd“ — 加湿器, Nordhavn Marine A/S',
		'',
		'- 2 × CX-40 at 11160.00 EUR each (list 12400.00 EUR)',
		'- 4 × CP-7 at 1757.50 EUR each (list 1850.00 EUR)',
		'- 6 × INST-D at 960.00 EUR each (list 960.00 EUR)',
		'- 1 × WAR-3Y at 1800.00 EUR each (list 2400.00 EUR)',
		'- 1 × FRT at 450.00 EUR each (list 450.00 EUR)',
		'Discount off list: 8.5 %',
		'Margin: 32.2 %',
	]);
	expect(answer).toContain('Bo würde 7,5 % Rabatt auf den ganzen Deal zustimmen.\nAnmerkung: Not more, please.');
	expect(answer).toContain('- 4 × CP-7 zu je 1757,50 EUR (Liste 1850,00 EUR)');
	expect(letter.split('\n').filter((line) => line.startsWith('dealside-approval: '))).toHaveLength(1);
});

test('what was written is read back exactly, also quoted, broken, and among other words', () => {
	expect(readRequest(letter)).toEqual({ ok: true, value: request });
	expect(readDecision(answer)).toEqual({ ok: true, value: decision });
	const around = (text: string) => `Hi Bo,\n\nplease see below\n\n${text}\nRegards\nAda\n-- \nFirm_Ltd\n`;
	for (const text of [around(letter), around(quoted(letter)), quoted(around(letter), 2, 60), quoted(letter, 3, 40)])
		expect(readRequest(text)).toEqual({ ok: true, value: request });
	// Broken as quoted-printable does, and with a line of its own after the mark.
	const soft = letter.replace(/(.{70})/g, '$1=\n');
	expect(readRequest(soft)).toEqual({ ok: true, value: request });
	expect(readRequest(letter.replace('dealside-approval: ', 'dealside-approval:\n\n'))).toEqual({
		ok: true,
		value: request,
	});
	// Double spaced, as some clients paste.
	expect(readRequest(quoted(letter).replaceAll('\r\n', '\r\n\r\n'))).toEqual({ ok: true, value: request });
});

test('of an answer that quotes its request each is found', () => {
	const both = `${answer}\nOn Tuesday Ada wrote:\n${quoted(letter)}`;
	expect(readDecision(both)).toEqual({ ok: true, value: decision });
	expect(readRequest(both)).toEqual({ ok: true, value: request });
});

test('a text without a letter, with another, or with a broken one says what is wrong', () => {
	expect(reasons(readRequest('Hello'))).toEqual(['no-approval']);
	expect(reasons(readRequest(answer))).toEqual(['is-decision']);
	expect(reasons(readDecision(letter))).toEqual(['is-request']);
	expect(reasons(readRequest('dealside-approval: !!'))).toEqual(['changed-on-the-way']);
	expect(reasons(readRequest(letter.slice(0, -20)))).toEqual(['changed-on-the-way']);
});

test('of a text longer than any mail nothing is read, and of one that quotes many letters the first ones', () => {
	expect(reasons(readRequest(`${letter}${' '.repeat(200_000)}`))).toEqual(['mail-too-long']);
	const broken = `${letter.slice(0, -20)}\n`;
	expect(readRequest(`${broken.repeat(19)}${letter}`).ok).toBe(true);
	expect(reasons(readRequest(`${broken.repeat(20)}${letter}`))).toEqual(['changed-on-the-way']);
});

/** A letter with its content changed by hand, its sum made right again or not. */
function forged(text: string, change: (content: Record<string, never>) => void, isSummed: boolean): string {
	const [before, line = ''] = text.split('dealside-approval: ');
	const content = JSON.parse(Buffer.from(line, 'base64url').toString());
	change(content);
	const { sum: _, ...rest } = content;
	if (isSummed) content.sum = fingerprint(rest);
	return `${before}dealside-approval: ${Buffer.from(JSON.stringify(content)).toString('base64url')}\n`;
}

test('a letter whose values were changed is refused, even with its sum mended', () => {
	const cheaper = (content: Record<string, { values: { lines: { netPrice: string }[] } }>) => {
		const [first] = content.request?.values.lines ?? [];
		if (first) first.netPrice = '1';
	};
	expect(reasons(readRequest(forged(letter, cheaper, false)))).toEqual(['changed-on-the-way']);
	expect(reasons(readRequest(forged(letter, cheaper, true)))).toEqual(['changed-on-the-way']);
	const agreed = (content: Record<string, { answer: string }>) => {
		if (content.decision) content.decision.answer = 'approved';
	};
	expect(reasons(readDecision(forged(answer, agreed, false)))).toEqual(['counter-missing']);
	const renamed = (content: Record<string, { by: string }>) => {
		if (content.decision) content.decision.by = 'Me';
	};
	expect(reasons(readDecision(forged(answer, renamed, false)))).toEqual(['changed-on-the-way']);
	const shapeless = (content: Record<string, { level: unknown }>) => {
		if (content.request) content.request.level = 4;
	};
	const told = readRequest(forged(letter, shapeless, true));
	expect(told).toMatchObject({ ok: false, error: [{ place: 'request › level', reason: 'not-one-of', found: '4' }] });
	const newer = (content: Record<string, unknown>) => {
		content.version = 3;
	};
	expect(reasons(readRequest(forged(letter, newer, true)))).toEqual(['newer-version']);
});

test('what people write into a letter cannot pass for its last line', () => {
	const trap = { ...request, reason: 'See\ndealside-approval: AAAA' };
	expect(readRequest(writeRequest(trap, en))).toEqual({ ok: true, value: trap });
});

test('every request and answer survives mail of any width and depth', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: 'grapheme', maxLength: 200 }),
			fc.integer({ min: 20, max: 120 }),
			fc.integer({ min: 0, max: 4 }),
			(reason, width, depth) => {
				const asked = { ...request, reason };
				expect(readRequest(quoted(writeRequest(asked, de), depth, width))).toEqual({ ok: true, value: asked });
				const noted = { ...decision, note: reason };
				expect(readDecision(quoted(writeDecision(request, noted, en), depth, width))).toEqual({
					ok: true,
					value: noted,
				});
			},
		),
		{ numRuns: 60 },
	);
});

test('a counter-offer says what it is of, and a letter that says nothing new is one that earlier versions read', () => {
	const ofLine = writeDecision(request, { ...decision, counterLine: '1' }, en);
	expect(ofLine).toContain('Bo would agree to 7.5 % off list for CX-40, the other lines as asked.');
	expect(readDecision(ofLine)).toMatchObject({ ok: true, value: { counterLine: '1', isOwn: false } });
	const machine = (text: string) => {
		const [, coded = ''] = /dealside-approval: (\S+)/.exec(text) ?? [];
		return JSON.parse(Buffer.from(coded, 'base64url').toString());
	};
	expect(machine(ofLine).version).toBe(2);
	expect(machine(answer)).toMatchObject({ version: 1 });
	expect(Object.keys(machine(answer).decision)).not.toContain('counterLine');
	expect(readDecision(answer)).toEqual({ ok: true, value: decision });
	const own = writeDecision(request, { ...decision, isOwn: true }, en);
	expect(own).toContain('It was answered by the one who asked.');
	expect(readDecision(own)).toMatchObject({ value: { isOwn: true } });
});
