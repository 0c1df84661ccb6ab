import type { Adapter } from '../contract.ts';

/** A Service Key is the account's, not a user's, and the page does not name who is signed in. */
export const userOf: Adapter['userOf'] = async () => 'unknown';
