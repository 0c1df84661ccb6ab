import type { Adapter } from './contract.ts';
import { demo } from './demo/index.ts';
import { dolibarr } from './dolibarr/index.ts';
import { frappe } from './frappe/index.ts';
import { suitecrm } from './suitecrm/index.ts';
import { tryton } from './tryton/index.ts';
import { twenty } from './twenty/index.ts';

/** Every CRM Dealside knows. Content scripts load one of them each; only builds and tests need them all. */
export const adapters: readonly Adapter[] = [tryton, suitecrm, dolibarr, twenty, frappe, demo];
