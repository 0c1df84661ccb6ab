import type { Adapter } from '../contract.ts';
import { userCalled } from '../kit/user.ts';
import { tokenOf } from './wire.ts';

/** The token that the page keeps names its user; a page that signs by a cookie alone tells nobody. From the source. */
export const userOf: Adapter['userOf'] = async ({ document }) => {
	const [, claims = ''] = tokenOf(document)?.split('.') ?? [];
	try {
		const { userId, sub } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
		return userCalled(userId ?? sub);
	} catch {
		return 'unknown';
	}
};
