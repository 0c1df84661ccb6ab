import type { CrmId } from '../core/model/deal.ts';
import type { Page } from './contract.ts';
import { claims as isDemo } from './demo/claims.ts';
import { claims as isDolibarr } from './dolibarr/claims.ts';
import { claims as isDynamics } from './dynamics/claims.ts';
import { claims as isEspo } from './espocrm/claims.ts';
import { claims as isFrappe } from './frappe/claims.ts';
import { claims as isHubspot } from './hubspot/claims.ts';
import { claims as isOdoo } from './odoo/claims.ts';
import { claims as isPipedrive } from './pipedrive/claims.ts';
import { claims as isSalesforce } from './salesforce/claims.ts';
import { claims as isSuitecrm } from './suitecrm/claims.ts';
import { claims as isTryton } from './tryton/claims.ts';
import { claims as isTwenty } from './twenty/claims.ts';
import { claims as isZoho } from './zoho/claims.ts';

/**
 * How each CRM is recognised, apart from the adapters: on a host that is new to Dealside this alone is loaded, and the
 * one adapter that is needed after it.
 */
const tests: readonly (readonly [crm: CrmId, claims: (page: Page) => boolean])[] = [
	['tryton', isTryton],
	['suitecrm', isSuitecrm],
	['dolibarr', isDolibarr],
	['odoo', isOdoo],
	['espocrm', isEspo],
	['twenty', isTwenty],
	['frappe', isFrappe],
	['demo', isDemo],
	['salesforce', isSalesforce],
	['hubspot', isHubspot],
	['pipedrive', isPipedrive],
	['dynamics', isDynamics],
	['zoho', isZoho],
];

/** The CRM this page belongs to; null when none of ours claims it. */
export function crmOf(page: Page): CrmId | null {
	return tests.find(([, claims]) => claims(page))?.[0] ?? null;
}
