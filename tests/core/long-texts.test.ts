import { describe, expect, test } from 'vitest';
import { numberPart, readMoney, readPer, readProduct } from '../../core/costs/cells.ts';
import { headingSays } from '../../core/costs/headings.ts';
import { isAmbiguous, readNumber, styleOfLocale } from '../../core/costs/number-style.ts';
import { periodIn, readFree, readPeriod } from '../../core/costs/words.ts';
import { parseLocaleNumber } from '../../core/model/locale-number.ts';
import { bareCode, foldedCode } from '../../core/model/product-code.ts';
import { readDecision, readRequest } from '../../core/playbook/approval-text.ts';
import * as dialects from '../../crm/kit/dialects.ts';
import { isForeign, marksIn, typed, typedPercent, withoutPercent } from '../../crm/kit/numbers.ts';
import { readLink } from '../../stores/workspace/forms/collateral.ts';
import { readPercent } from '../../stores/workspace/numbers.ts';

/**
 * Texts of a page, a file or a mail may be of any length. A reader that goes through one again for each of its signs does
 * not come back from these for minutes, so that its test ends by its limit.
 */
const length = 199_990;

const signs: readonly string[] = [
	' ',
	'\u00a0',
	'1',
	'1 ',
	'1,',
	',',
	'.',
	'(',
	'-',
	'%',
	'% ',
	'a',
	'a ',
	'€',
	'\u200e',
	'\n',
	'"',
	"'",
];

const texts = signs.flatMap((sign) => {
	const many = sign.repeat(Math.ceil(length / sign.length));
	return [many, `1${many}x`, `x${many}1`, `1${many}1`];
});

const marks = { decimal: '.', group: ',' };

const readers: Readonly<Record<string, (text: string) => unknown>> = {
	...Object.fromEntries(
		Object.entries(dialects).flatMap(([name, dialect]) =>
			(['shown', 'focused', 'left'] as const).map((state) => [
				`a number in ${name}, ${state}`,
				(text: string) => typed(text, dialect, marks, state),
			]),
		),
	),
	'a percentage': (text) => typedPercent(text, dialects.odoo, marks),
	'a text that is no number': (text) => isForeign(text, dialects.dolibarrPrice, marks),
	'the marks of a number': marksIn,
	'a percentage’s number': withoutPercent,
	'a number of a language': (text) => parseLocaleNumber(text, marks),
	'a percent of a form': (text) => readPercent(text, 'de'),
	'a link': readLink,
	'a request': readRequest,
	'an answer': readDecision,
	'a cost': (text) => readMoney(text, null),
	'the number of a cost': numberPart,
	'for how many units': (text) => readPer(text, 'point'),
	'a product': readProduct,
	'a product code': (text) => [bareCode(text), foldedCode(text)],
	'a heading': headingSays,
	'a number of a file': (text) => [readNumber(text, styleOfLocale('en')), isAmbiguous(text)],
	'a period': (text) => [periodIn(text), readPeriod(text), readFree(text)],
};

describe.each(Object.entries(readers))('%s', (_, reader) => {
	test('is read from a text of any length in the time that it takes to go through it', () => {
		const read = texts.map((text) => reader(text));
		expect(read).toHaveLength(texts.length);
	}, 60_000);
});
