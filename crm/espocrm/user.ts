import type { Adapter } from '../contract.ts';
import { object } from '../kit/answers.ts';
import { userAsked } from '../kit/user.ts';
import { asker } from './wire.ts';

/** Seen on 9.2.6. */
export const userOf: Adapter['userOf'] = async (page, callApi, signal) =>
	userAsked(async () => object((await asker(callApi, page, signal)('App/user')).user, 'user').id);
