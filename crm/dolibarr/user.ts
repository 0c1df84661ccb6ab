import type { Adapter } from '../contract.ts';
import { userLinked } from '../kit/user.ts';

/** The menu at the top links to the card of who is signed in. From the source of versions 16 to 21. */
export const userOf: Adapter['userOf'] = async ({ document }) =>
	userLinked(
		document,
		'#topmenu-login-dropdown a[href*="/user/card.php"], .login_block_user a[href*="/user/card.php"]',
		/[?&]id=(\d+)/,
	);
