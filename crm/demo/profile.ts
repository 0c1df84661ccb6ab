import type { CrmProfile } from '../../core/model/crm-profile.ts';

/** What people call it. */
export const title = 'Fjordline CRM';

/** What the invented CRM is that the sample playbook belongs to. */
export const profile: CrmProfile = {
	crm: 'demo',
	title,
	knownHosts: ['http://dealside-demo.localhost/*'],
	cost: { places: ['line-field'], example: 'landedCost' },
	stages: 'sample',
	access: null,
};
