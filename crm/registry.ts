import type { Adapter } from './contract.ts';
import { demo } from './demo/index.ts';
import { dolibarr } from './dolibarr/index.ts';
import { dynamics } from './dynamics/index.ts';
import { espocrm } from './espocrm/index.ts';
import { frappe } from './frappe/index.ts';
import { hubspot } from './hubspot/index.ts';
import { odoo } from './odoo/index.ts';
import { pipedrive } from './pipedrive/index.ts';
import { salesforce } from './salesforce/index.ts';
import { suitecrm } from './suitecrm/index.ts';
import { tryton } from './tryton/index.ts';
import { twenty } from './twenty/index.ts';
import { zoho } from './zoho/index.ts';

/** Every CRM Dealside knows. Content scripts load one of them each; only builds and tests need them all. */
export const adapters: readonly Adapter[] = [
	salesforce,
	dynamics,
	hubspot,
	pipedrive,
	zoho,
	tryton,
	odoo,
	espocrm,
	suitecrm,
	dolibarr,
	twenty,
	frappe,
	demo,
];
