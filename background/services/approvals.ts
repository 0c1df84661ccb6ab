import type { ApprovalNote, DealNotes, RecordRef } from '../../core/model/deal.ts';
import { success } from '../../core/model/result.ts';
import { readDecision, readRequest } from '../../core/playbook/approval-text.ts';
import { counterFault, isGenuine } from '../../core/playbook/approvals.ts';
import { problemAt } from '../../core/playbook/check.ts';
import { approvalNotes, changeNotes, notesOf } from '../../storage/deals.ts';
import { presentSettings } from '../../storage/settings.ts';
import { refused, type Service, type Surroundings } from './service.ts';

type Names =
	| 'approval.ask'
	| 'approval.withdraw'
	| 'approval.answer'
	| 'approvals.list'
	| 'approval.receive'
	| 'approval.decide';

const refuse = (reason: string) => refused([problemAt([], reason, undefined)]);

/** What is asked about approvals: by who wants one beside the deal, by who decides in the workspace. */
export function approvalService({ db, now, changed }: Surroundings): Service<Names> {
	/** Changes a deal's approval; the answer is what `by` puts in its place, or its refusal, and then nothing changes. */
	async function change(
		ref: RecordRef,
		by: (present: ApprovalNote | null) => ApprovalNote | null | 'as-it-is',
	): Promise<{ readonly notes: DealNotes; readonly isChanged: boolean }> {
		let isChanged = false;
		const notes = await changeNotes(db, ref, (present) => {
			const approval = by(present.approval);
			isChanged = approval !== 'as-it-is';
			return approval === 'as-it-is' ? present : { ...present, approval };
		});
		if (isChanged) await changed('notes');
		return { notes, isChanged };
	}

	return {
		'approval.ask': async ({ request }) => {
			if (!isGenuine(request)) {
				const problems = [problemAt(['request'], 'changed-on-the-way', undefined)];
				return refused(problems);
			}
			return success((await change(request.ref, () => ({ request, decision: null, isAskedHere: true }))).notes);
		},
		'approval.withdraw': async ({ ref }) => success((await change(ref, () => null)).notes),
		'approval.answer': async ({ ref, text }) => {
			const read = readDecision(text);
			if (!read.ok) return refused(read.error);
			const decision = read.value;
			const kept = await notesOf(db, ref);
			const asked = kept.kind === 'value' ? kept.value.approval?.request : undefined;
			const fault = asked && counterFault(asked, decision);
			if (fault) return refuse(fault);
			const { notes, isChanged } = await change(ref, (present) =>
				present?.request.id === decision.requestId && present.request.hash === decision.hash
					? { ...present, decision }
					: 'as-it-is',
			);
			return isChanged ? success(notes) : refuse('other-request');
		},
		'approvals.list': async () => success(await approvalNotes(db)),
		'approval.receive': async ({ text }) => {
			const read = readRequest(text);
			if (!read.ok) return refused(read.error);
			const request = read.value;
			// The same request pasted again keeps its answer.
			const { notes } = await change(request.ref, (present) =>
				present?.request.id === request.id && present.request.hash === request.hash
					? 'as-it-is'
					: { request, decision: null, isAskedHere: false },
			);
			return success(notes.approval ?? { request, decision: null, isAskedHere: false });
		},
		'approval.decide': async ({ ref, requestId, answer, counterDiscount, counterLine, note }) => {
			const { viewer } = await presentSettings();
			const kept = await notesOf(db, ref);
			const asked = kept.kind === 'value' ? kept.value.approval?.request : undefined;
			const fault = asked?.id === requestId ? counterFault(asked, { answer, counterDiscount, counterLine }) : null;
			if (fault) {
				const problems = [problemAt(['counterDiscount'], fault, counterDiscount)];
				return refused(problems);
			}
			const { notes, isChanged } = await change(ref, (present) =>
				present?.request.id === requestId && present.decision === null
					? {
							...present,
							decision: {
								requestId,
								hash: present.request.hash,
								answer,
								counterDiscount,
								counterLine,
								isOwn: present.isAskedHere ?? present.request.by.trim() === viewer.name.trim(),
								note: note.trim(),
								by: viewer.name,
								at: now(),
							},
						}
					: 'as-it-is',
			);
			return success(isChanged ? notes.approval : null);
		},
	};
}
