import type { Adapter } from '../contract.ts';
import { askJson, object } from '../kit/answers.ts';
import { userAsked, userLinked } from '../kit/user.ts';
import { baseOf, isShell } from './front.ts';

/** Version 8 is asked who is signed in (seen on 8.2.3); 7 links to the profile in its menu (from its source). */
export const userOf: Adapter['userOf'] = async (page, callApi, signal) => {
	if (!isShell(page))
		return userLinked(
			page.document,
			'a[href*="module=Users"][href*="action=EditView"][href*="record="]',
			/[?&]record=([\w-]+)/,
		);
	return userAsked(async () => {
		const request = { method: 'GET', url: `${baseOf(page)}session-status`, via: 'page' } as const;
		const status = object(await askJson(callApi, request, signal), 'session-status');
		return status.active === true ? status.id : null;
	});
};
