import type { Adapter } from '../contract.ts';
import { object } from '../kit/answers.ts';
import { userAsked } from '../kit/user.ts';
import { asker } from './wire.ts';

/** `uid` of the session; false for a visitor. Seen on 18.0. */
export const userOf: Adapter['userOf'] = async (_page, callApi, signal) =>
	userAsked(async () => object(await asker(callApi, signal)('/web/session/get_session_info', {}), 'session').uid);
