import type { Adapter } from './contract.ts';
import { demo } from './demo/index.ts';
import { dynamics } from './dynamics/index.ts';
import { salesforce } from './salesforce/index.ts';
import { tryton } from './tryton/index.ts';

/** Every CRM Dealside knows. Content scripts load one of them each; only builds and tests need them all. */
export const adapters: readonly Adapter[] = [tryton, demo, salesforce, dynamics];
