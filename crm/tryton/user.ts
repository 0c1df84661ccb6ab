import type { Adapter } from '../contract.ts';
import { userAsked } from '../kit/user.ts';
import { databaseOf, sessionOf } from './wire.ts';

/** The client keeps its session where the page's own scripts find it. Seen on 6.0. */
export const userOf: Adapter['userOf'] = async ({ document, url }) =>
	userAsked(async () => {
		const database = databaseOf(url);
		const storage = document.defaultView?.localStorage;
		return database !== null && storage ? sessionOf(storage, database)?.user_id : null;
	});
