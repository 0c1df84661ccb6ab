import type { ApprovalDecision, ApprovalRequest } from '../core/model/deal.ts';

/** What an answer is made of in the user's language. */
export interface AnswerWords {
	readonly subject: (deal: string) => string;
	readonly answers: {
		readonly approved: string;
		readonly declined: string;
		readonly countered: (discount: string) => string;
	};
	readonly note: (note: string) => string;
	readonly by: (who: string) => string;
	/** The countered discount as people read it; empty when there is none. */
	readonly discount: string;
}

/** The answer to a request as text to send back. */
export function answerText(decision: ApprovalDecision, request: ApprovalRequest, words: AnswerWords): string {
	const { answer, note, by } = decision;
	return [
		words.subject(request.dealName),
		answer === 'countered' ? words.answers.countered(words.discount) : words.answers[answer],
		...(note === '' ? [] : [words.note(note)]),
		...(by === '' ? [] : [words.by(by)]),
	].join('\n');
}
