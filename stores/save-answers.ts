import { failure, type Result } from '../core/model/result.ts';
import type { Answer, Refusal } from '../messages/protocol.ts';
import { codeOf } from './ask.ts';
import type { SaveFailure } from './workspace.ts';

/** A file that was refused as a message says what is wrong with it. */
export function failureOf(refusal: Refusal): SaveFailure {
	const { problems = [] } = refusal;
	return problems.length > 0 ? { code: 'problems', problems } : { code: codeOf(refusal) };
}

/** An answer with its refusal as a failure to save. */
export function plain<T>(answer: Answer<T>): Result<T, SaveFailure> {
	return answer.ok ? answer : failure({ code: codeOf(answer) });
}
