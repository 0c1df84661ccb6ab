import type { Adapter } from '../contract.ts';

/** Deals are read with a token that is kept in this browser, whoever is signed in on the page, which does not name them. */
export const userOf: Adapter['userOf'] = async () => 'unknown';
