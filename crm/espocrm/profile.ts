import type { CrmProfile } from '../../core/model/crm-profile.ts';

/** What people call it. */
export const title = 'EspoCRM';

/** What EspoCRM is: it is read with the session of its own page. */
export const profile: CrmProfile = {
	crm: 'espocrm',
	title,
	knownHosts: [],
	cost: { places: ['line-field', 'product-field'], example: 'cUnitCost' },
	stages: 'firm',
	access: null,
};
