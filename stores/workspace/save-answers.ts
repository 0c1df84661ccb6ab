import { failure, type Result } from '../../core/model/result.ts';
import type { FileProblem } from '../../core/model/settings.ts';
import type { Answer, Refusal, RefusalCode } from '../../messages/protocol.ts';
import { codeOf } from '../ask.ts';

/** Why something was not saved: a refusal by the background, or problems by place. */
export type SaveFailure =
	| { readonly code: RefusalCode }
	| { readonly code: 'problems'; readonly problems: readonly FileProblem[] };

/** What was refused for what is wrong with it says so. */
function failureOf(refusal: Refusal): SaveFailure {
	const { problems = [] } = refusal;
	return problems.length > 0 ? { code: 'problems', problems } : { code: codeOf(refusal) };
}

/** An answer with its refusal as a failure to save. */
export function plain<T>(answer: Answer<T>): Result<T, SaveFailure> {
	return answer.ok ? answer : failure(failureOf(answer));
}
