import type { GuardGroup } from './guard.ts';
import { securityGuards } from './security.ts';
import { sessionGuards } from './session.ts';
import { unitGuards } from './units.ts';

/** Every group of guards that `npm run test:guards` takes out, one guard at a time. */
export const guardGroups: readonly GuardGroup[] = [sessionGuards, unitGuards, securityGuards];
