import type { CrmProfile } from '../../core/model/crm-profile.ts';

/** What people call it. */
export const title = 'Tryton';

/** What Tryton is: it is read with the session of its own page. */
export const profile: CrmProfile = {
	crm: 'tryton',
	title,
	knownHosts: [],
	cost: { places: ['line-field', 'product-field'], example: 'cost_price' },
	stages: 'firm',
	access: null,
};
