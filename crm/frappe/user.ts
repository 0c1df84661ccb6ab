import type { Adapter } from '../contract.ts';
import { userCalled } from '../kit/user.ts';

/** A cookie that scripts may read names the user; guests are nobody. From the source of version 15. */
export const userOf: Adapter['userOf'] = async ({ document }) => {
	const cookie = document.cookie.split('; ').find((each) => each.startsWith('user_id='));
	const id = cookie?.slice('user_id='.length) ?? '';
	return id === 'Guest' ? 'unknown' : userCalled(id);
};
