import type { Adapter } from '../contract.ts';

/** The demo has one user, and no sign-in. */
export const userOf: Adapter['userOf'] = async () => ({ id: 'demo' });
