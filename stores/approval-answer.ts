import type { ApprovalDecision, ApprovalRequest } from '../core/model/deal.ts';
import { type ApprovalWords, writeDecision } from '../core/playbook/approval-text.ts';

/** The answer to a request as text to send back, with the line that Dealside reads. */
export function answerText(decision: ApprovalDecision, request: ApprovalRequest, words: ApprovalWords): string {
	return writeDecision(request, decision, words);
}
