import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
	AccessAccount,
	AccessFault,
	AccessSetUp,
	AccessState,
	AccessVerdict,
	CostPreview,
	CostPreviewFault,
} from '../../core/model/access.ts';
import type { CrmId } from '../../core/model/deal.ts';
import { failure, type Result, success } from '../../core/model/result.ts';
import type { RefusalCode } from '../../messages/protocol.ts';
import { codeOf } from '../ask.ts';
import type { FarSide } from './store.ts';

/** A try of a place of costs on the open deal; `trying` while it is read. */
export type CostTry = 'trying' | Result<CostPreview, CostPreviewFault | RefusalCode>;

export interface AccessStoreState {
	/** Null until it was read. */
	readonly accounts: readonly AccessAccount[] | null;
	/** Where an access is kept that cannot be used. */
	readonly unreadable: AccessState['unreadable'];
	readonly redirectAddress: string | null;
	/** Null where they are kept and cannot be read. */
	readonly costFields: AccessState['costFields'];
	/** The CRMs in use here, in no order; null until they were read, none where they cannot be. */
	readonly crmsSeen: readonly CrmId[] | null;
	/** What the last try of an account saw, by `accountKey`; `trying` while it goes on. */
	readonly verdicts: Readonly<Record<string, AccessVerdict | 'trying'>>;
	/** The last try of a place of costs, by CRM; absent while none is shown. */
	readonly costTries: Readonly<Record<CrmId, CostTry>>;
}

export interface AccessActions {
	/** Reads everything and follows changes made elsewhere; returns a function that stops following. */
	opened(): () => void;
	/** Sets up, and tries at once what was set up. */
	accessSetUp(setUp: AccessSetUp): Promise<Result<null, AccessFault | RefusalCode>>;
	accessTried(crm: CrmId, place: string): Promise<void>;
	accessRemoved(crm: CrmId, place: string): Promise<Result<null, RefusalCode>>;
	/** Null for what is usual in this CRM. */
	costFieldChosen(crm: CrmId, field: string | null): Promise<Result<null, RefusalCode>>;
	/** Shows what the open deal would cost with this place, and stores nothing. */
	costFieldTried(crm: CrmId, field: string | null): Promise<void>;
	costTryClosed(crm: CrmId): void;
}

export type Access = AccessStoreState & AccessActions;
export type AccessStore = StoreApi<Access>;

/** One string for one account. */
export function accountKey({ crm, place }: Pick<AccessAccount, 'crm' | 'place'>): string {
	return `${crm}:${place}`;
}

/** How many lines have a cost in the place that was tried; one that Dealside's list alone has is not found there. */
export function selectFoundCosts({ lines }: CostPreview): number {
	return (lines ?? []).filter(({ from }) => from === 'crm').length;
}

/** What the workspace shows of access. Nothing is read before `opened`; no token ever comes back from the far side. */
export function createAccessStore({ ask, onChange }: Pick<FarSide, 'ask' | 'onChange'>): AccessStore {
	let asked = 0;
	/** The latest try of each CRM: an answer to an earlier one says nothing of what is typed now. */
	const tries = new Map<CrmId, number>();
	return createStore<Access>((set, get) => {
		async function read(): Promise<void> {
			asked += 1;
			const serial = asked;
			const answer = await ask('access.read', null);
			if (answer.ok && serial === asked) set(answer.value);
		}

		async function readCrms(): Promise<void> {
			const answer = await ask('crms.seen', null);
			set({ crmsSeen: answer.ok ? answer.value : (get().crmsSeen ?? []) });
		}

		function judged(key: string, verdict: AccessVerdict | 'trying' | null): void {
			const { [key]: _, ...others } = get().verdicts;
			set({ verdicts: verdict === null ? others : { ...others, [key]: verdict } });
		}

		return {
			accounts: null,
			unreadable: [],
			redirectAddress: null,
			costFields: {},
			crmsSeen: null,
			verdicts: {},
			costTries: {},

			opened() {
				void read();
				void readCrms();
				return onChange(({ subject }) => {
					if (subject === 'access') void read();
					if (subject === 'access' || subject === 'stages') void readCrms();
				});
			},
			async accessSetUp(setUp) {
				const answer = await ask('access.setUp', { setUp });
				if (!answer.ok) return failure(codeOf(answer));
				await read();
				await get().accessTried(setUp.crm, setUp.place);
				return success(null);
			},
			async accessTried(crm, place) {
				const key = accountKey({ crm, place });
				judged(key, 'trying');
				const answer = await ask('access.try', { crm, place });
				judged(key, answer.ok ? answer.value : null);
			},
			async accessRemoved(crm, place) {
				const answer = await ask('access.remove', { crm, place });
				judged(accountKey({ crm, place }), null);
				await read();
				return answer.ok ? success(null) : failure(codeOf(answer));
			},
			async costFieldChosen(crm, field) {
				const answer = await ask('access.costField', { crm, field });
				await read();
				return answer.ok ? success(null) : failure(codeOf(answer));
			},
			async costFieldTried(crm, field) {
				const serial = (tries.get(crm) ?? 0) + 1;
				tries.set(crm, serial);
				set({ costTries: { ...get().costTries, [crm]: 'trying' } });
				const answer = await ask('cost.preview', { crm, field });
				if (tries.get(crm) !== serial) return;
				set({ costTries: { ...get().costTries, [crm]: answer.ok ? answer : failure(codeOf(answer)) } });
			},
			costTryClosed(crm) {
				tries.set(crm, (tries.get(crm) ?? 0) + 1);
				const { [crm]: _, ...others } = get().costTries;
				set({ costTries: others });
			},
		};
	});
}
