import type { Adapter } from '../contract.ts';

/** Deals are read through the access that was set up in this browser, whoever is signed in on the page, which does not name them. */
export const userOf: Adapter['userOf'] = async () => 'unknown';
