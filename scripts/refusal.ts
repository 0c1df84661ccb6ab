import { readFileSync } from 'node:fs';
import { en } from '../assets/texts/file-reasons.ts';
import type { FileProblem } from '../core/model/settings.ts';

/** Ends a command with a sentence for people; nothing was printed before. */
export class Refusal extends Error {}

/** The English sentence for a reason. */
export function sentenceOf(reason: string): string {
	return en[reason] ?? 'This is not as Dealside expects it.';
}

/** Refuses a file with every problem, one a line: the place, the sentence, and what was found. */
export function refuse(file: string, problems: readonly FileProblem[]): never {
	const lines = problems.map(
		({ row, place, reason, found }) =>
			`  ${row === null ? '' : `line ${row}: `}${place || 'the file'}: ${sentenceOf(reason)}${found === null ? '' : ` (${found})`}`,
	);
	throw new Refusal(`${file} cannot be used:\n${lines.join('\n')}`);
}

/** A file's text without a byte order mark. */
export function textOf(file: string): string {
	try {
		return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
	} catch {
		throw new Refusal(`${file} cannot be read.`);
	}
}

/** Prints what a command answers, or the sentence it is refused with; the exit code is 1 then. */
export async function printed(run: () => string | Promise<string>): Promise<void> {
	try {
		process.stdout.write(`${await run()}\n`);
	} catch (cause) {
		// A wrong option is the reader's mistake as well.
		const isExpected = cause instanceof Refusal || (cause as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
		if (!isExpected) throw cause;
		process.stderr.write(`${(cause as Error).message}\n`);
		process.exitCode = 1;
	}
}
