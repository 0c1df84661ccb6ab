import type { CrmProfile } from '../../core/model/crm-profile.ts';

/** What people call it. */
export const title = 'SuiteCRM';

/** What SuiteCRM is: it is read with the session of its own page. */
export const profile: CrmProfile = {
	crm: 'suitecrm',
	title,
	knownHosts: [],
	cost: { places: ['line-field', 'product-field'], example: 'landed_cost_c' },
	stages: 'firm',
	access: null,
};
