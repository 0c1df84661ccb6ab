import type { CrmProfile } from '../../core/model/crm-profile.ts';

/** What people call it. */
export const title = 'Dolibarr';

/** What Dolibarr is: it is read with the session of its own page. */
export const profile: CrmProfile = {
	crm: 'dolibarr',
	title,
	knownHosts: [],
	cost: { places: ['product-field'], example: 'cost_price' },
	stages: 'firm',
	access: null,
};
