import type { CrmProfile } from '../../core/model/crm-profile.ts';

/** What people call it. */
export const title = 'Odoo';

/** What Odoo is: it is read with the session of its own page. */
export const profile: CrmProfile = {
	crm: 'odoo',
	title,
	// All else on such a host is the firm's web site, for anybody to see and to fill: /odoo from 17.2 on, /web before.
	knownHosts: ['https://*.odoo.com/odoo*', 'https://*.odoo.com/web*'],
	cost: { places: ['line-field', 'product-field'], example: 'x_landed_cost' },
	stages: 'firm',
	access: null,
};
