import type { Adapter } from '../contract.ts';
import { userAsked } from '../kit/user.ts';
import { asker } from './wire.ts';

/** `WhoAmI` of the Web API. From its documentation. */
export const userOf: Adapter['userOf'] = async (_page, callApi, signal) =>
	userAsked(async () => (await asker(callApi, signal)('WhoAmI')).UserId);
