import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AccessAccount, AccessFault, AccessSetUp, AccessVerdict } from '../core/model/access.ts';
import type { CrmId } from '../core/model/deal.ts';
import { failure, type Result, success } from '../core/model/result.ts';
import type { CommandError } from '../messages/protocol.ts';
import type { FarSide } from './workspace.ts';

export interface AccessStoreState {
	/** Null until it was read. */
	readonly accounts: readonly AccessAccount[] | null;
	readonly redirectAddress: string | null;
	readonly costFields: Readonly<Record<CrmId, string>>;
	/** What the last try of an account saw, by `accountKey`; `trying` while it goes on. */
	readonly verdicts: Readonly<Record<string, AccessVerdict | 'trying'>>;
}

export interface AccessActions {
	/** Reads everything and follows changes made elsewhere; answers what stops following. */
	opened(): () => void;
	/** Sets up, and tries at once what was set up. */
	accessSetUp(setUp: AccessSetUp): Promise<Result<null, AccessFault | CommandError>>;
	accessTried(crm: CrmId, place: string): Promise<void>;
	accessRemoved(crm: CrmId, place: string): Promise<Result<null, CommandError>>;
	/** Null for what is usual in this CRM. */
	costFieldChosen(crm: CrmId, field: string | null): Promise<Result<null, CommandError>>;
}

export type Access = AccessStoreState & AccessActions;
export type AccessStore = StoreApi<Access>;

/** One string for one account. */
export function accountKey({ crm, place }: Pick<AccessAccount, 'crm' | 'place'>): string {
	return `${crm}:${place}`;
}

/** What the workspace shows of access. Nothing is read before `opened`; no token ever comes back from the far side. */
export function createAccessStore({ ask, onChange }: Pick<FarSide, 'ask' | 'onChange'>): AccessStore {
	let asked = 0;
	return createStore<Access>((set, get) => {
		async function read(): Promise<void> {
			asked += 1;
			const serial = asked;
			const answer = await ask('access.read', null);
			if (answer.ok && serial === asked) set(answer.value);
		}

		function judged(key: string, verdict: AccessVerdict | 'trying' | null): void {
			const { [key]: _, ...others } = get().verdicts;
			set({ verdicts: verdict === null ? others : { ...others, [key]: verdict } });
		}

		return {
			accounts: null,
			redirectAddress: null,
			costFields: {},
			verdicts: {},

			opened() {
				void read();
				return onChange(({ subject }) => {
					if (subject === 'access') void read();
				});
			},
			async accessSetUp(setUp) {
				const answer = await ask('access.setUp', { setUp });
				if (!answer.ok) return failure(answer.error);
				if (!answer.value.ok) return answer.value;
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
				return answer.ok ? success(null) : failure(answer.error);
			},
			async costFieldChosen(crm, field) {
				const answer = await ask('access.costField', { crm, field });
				await read();
				return answer.ok ? success(null) : failure(answer.error);
			},
		};
	});
}
