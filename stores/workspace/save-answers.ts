import { failure, type Result, success } from '../../core/model/result.ts';
import type { FileProblem } from '../../core/model/settings.ts';
import type { Answer, Refusal, RefusalCode } from '../../messages/protocol.ts';
import { codeOf } from '../ask.ts';

/** Why something was not saved: a refusal by the background, or problems by place. */
export type SaveFailure =
	| { readonly code: RefusalCode }
	| { readonly code: 'problems'; readonly problems: readonly FileProblem[] };

/** A file that was refused as a message says what is wrong with it. */
function failureOf(refusal: Refusal): SaveFailure {
	const { problems = [] } = refusal;
	return problems.length > 0 ? { code: 'problems', problems } : { code: codeOf(refusal) };
}

/** An answer with its refusal as a failure to save. */
export function plain<T>(answer: Answer<T>): Result<T, SaveFailure> {
	return answer.ok ? answer : failure({ code: codeOf(answer) });
}

/** The same of an answer that may also say what is wrong with what was sent. */
export function checked<T>(answer: Answer<Result<T, readonly FileProblem[]>>): Result<T, SaveFailure> {
	if (!answer.ok) return failure(failureOf(answer));
	return answer.value.ok ? success(answer.value.value) : failure({ code: 'problems', problems: answer.value.error });
}
