import type { CrmProfile } from '../../core/model/crm-profile.ts';

/** What people call it. */
export const title = 'Dynamics 365';

/** Other products of the vendor are on these hosts too; a model-driven app is at one of two paths. */
const hosts = ['dynamics.com', 'dynamics.cn', 'microsoftdynamics.us', 'appsplatform.us'];

/** What Dynamics 365 is: it is read with the session of its own page. */
export const profile: CrmProfile = {
	crm: 'dynamics',
	title,
	knownHosts: /* @__PURE__ */ hosts.flatMap((host) => [`https://*.${host}/main.aspx*`, `https://*.${host}/apps/*`]),
	cost: { places: ['line-field', 'product-field'], example: 'new_unitcost' },
	stages: 'firm',
	access: null,
};
