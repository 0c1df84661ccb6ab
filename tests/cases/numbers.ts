import { localeMarks } from '../../core/model/locale-number.ts';
import * as dialects from '../../crm/kit/dialects.ts';
import { read } from '../../crm/kit/numbers.ts';
import { allWays, readByWays } from '../../crm/kit/ways.ts';
import { type Case, casesOf } from './cases.ts';

interface NumberCase {
	readonly text: string;
	readonly locale: string;
	readonly want: string | null;
	readonly or?: string;
}

const visible = (text: string) =>
	JSON.stringify(text).replace(/[^\x20-\x7e]/g, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);

/** Texts of number fields, as a page shows them in every CRM that Dealside knows. */
export function numberCases(): Case[] {
	return casesOf<readonly NumberCase[]>('numbers.json').map(({ text, locale, want, or }) => ({
		id: `numbers/${visible(text)} ${locale}`,
		async run() {
			const marks = localeMarks(locale === 'any' ? 'en' : locale);
			// Dolibarr's server takes a plain point in every language.
			const isOwn = (name: string) => name.startsWith('dolibarr') && /^\d+\.\d+$/.test(text);
			const of = Object.entries(dialects).filter(([name]) => !isOwn(name));
			const found = new Set(of.map(([, dialect]) => read(text, dialect, marks, 'shown')));
			if (locale === 'any') found.add(readByWays(text, allWays));
			const isRight = [...found].every((value) => value === want || (or !== undefined && value === or));
			return {
				want: [want, or].filter((each) => each !== undefined).join(' or '),
				got: [...found].join(', '),
				isRight,
			};
		},
	}));
}
