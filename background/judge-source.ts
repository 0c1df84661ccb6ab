import { failure, type Result, success } from '../core/model/result.ts';
import type { FileProblem } from '../core/model/settings.ts';
import type { Publication, SignatureState, SourceFault } from '../core/model/source.ts';
import { readPublished } from '../core/playbook/published.ts';
import { verdictOf } from './signing.ts';

/** Clocks differ by no more than that. */
const futureMs = 24 * 60 * 60_000;

/** Why nothing was taken. */
export interface SourceRefusal {
	readonly fault: SourceFault;
	readonly problems: readonly FileProblem[];
	/** How long the server asks to be left alone, in milliseconds; null where it says nothing. */
	readonly waitMs: number | null;
}

/** A file that may be taken as far as its publisher goes; what it holds is not looked into. */
export interface Judged {
	readonly publication: Publication | null;
	readonly signature: SignatureState;
	readonly file: string;
}

export function refusalOf(fault: SourceFault, problems: readonly FileProblem[] = []): SourceRefusal {
	return { fault, problems, waitMs: null };
}

/** Looks at who published a text and when, and whether that may be: `before` is what is in force. */
export async function judge(
	text: string,
	key: string | null,
	before: Publication | null,
	nowMs: number,
): Promise<Result<Judged, SourceRefusal>> {
	const read = readPublished(text);
	if (!read.ok) return failure(refusalOf('file-refused', read.error));
	const { publication, file, signed } = read.value;
	if (key !== null) {
		if (signed === null) return failure(refusalOf('unsigned'));
		const verdict = await verdictOf(key, signed);
		if (verdict !== 'right') return failure(refusalOf(verdict === 'wrong' ? 'signature-wrong' : 'signature-unknown'));
		// Whoever can write at the address could put an older file back, with its good signature.
		if (publication && before && Date.parse(publication.at) < Date.parse(before.at)) return failure(refusalOf('older'));
	}
	if (publication && Date.parse(publication.at) > nowMs + futureMs) return failure(refusalOf('from-future'));
	const signature = signed === null ? 'none' : key === null ? 'unasked' : 'right';
	return success({ publication, signature, file });
}
