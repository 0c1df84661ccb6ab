import type { ApprovalView } from '../core/model/approval-view.ts';
import type { ApprovalDecision, ApprovalRequest } from '../core/model/deal.ts';
import { type ApprovalWords, writeDecision, writeRequest } from '../core/playbook/approval-text.ts';

/** The answer to a request as text to send back, with the line that Dealside reads. */
export function answerText(decision: ApprovalDecision, request: ApprovalRequest, words: ApprovalWords): string {
	return writeDecision(request, decision, words);
}

/** The request that waits for an answer, as text for a mail or chat; null when none does. */
export function requestText({ standing, note }: ApprovalView, words: ApprovalWords): string | null {
	return note && standing === 'asked' ? writeRequest(note.request, words) : null;
}
