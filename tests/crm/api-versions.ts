import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CrmId, Day } from '../../core/model/deal.ts';

/** Which version of which API each CRM is read by, and until when its vendor supports it. docs/crm-apis.md is made of it. */

/** The end of a vendor's support. */
export interface SupportEnd {
	/** The first day without it; the first of the month where the vendor names a month. */
	readonly on: Day;
	/** `said`: the vendor named it for this version. `rule`: inferred from how long the vendor supports any version. */
	readonly by: 'said' | 'rule';
	/** What to do before, as a sentence. */
	readonly before: string;
}

/** An API, or a way into one, that Dealside relies on. */
export interface ApiVersion {
	readonly crm: CrmId;
	readonly api: string;
	/** As it is written in paths, "v9.2"; null where no path has one. */
	readonly version: string | null;
	/** Where its paths begin, or what takes their place. */
	readonly path: string;
	/** Null where the vendor has announced none. */
	readonly end: SupportEnd | null;
	/** Where the end, or that there is none, was looked up. */
	readonly source: string;
	readonly lookedUpOn: Day;
	/** What else one has to know; empty where there is nothing. */
	readonly note: string;
}

const lookedUpOn = '2026-11-30';
/** For CRMs whose own pages use the same paths. */
const ownPages = 'The CRM’s own pages use it, so it changes with the installed version.';

/** All of them, by CRM. */
export const apiVersions: readonly ApiVersion[] = [
	{
		crm: 'dolibarr',
		api: 'Its own pages',
		version: null,
		path: 'pages of the record',
		end: null,
		source: 'crm/dolibarr/wire.ts',
		lookedUpOn,
		note: 'No API is asked: pages are read as the user sees them.',
	},
	{
		crm: 'dynamics',
		api: 'Dataverse Web API',
		version: 'v9.2',
		path: '/api/data/v9.2',
		end: null,
		source: 'https://learn.microsoft.com/en-us/power-apps/developer/data-platform/webapi/web-api-versions',
		lookedUpOn,
		note: '',
	},
	{
		crm: 'espocrm',
		api: 'REST API',
		version: 'v1',
		path: '/api/v1',
		end: null,
		source: 'https://docs.espocrm.com/development/api',
		lookedUpOn,
		note: ownPages,
	},
	{
		crm: 'frappe',
		api: 'REST API, version 1',
		version: null,
		path: '/api/resource, /api/method',
		end: null,
		source: 'https://docs.frappe.io/framework/user/en/guides/integration/rest_api',
		lookedUpOn,
		note: 'Without a version in the path it is version 1; there is a version 2 beside it.',
	},
	{
		crm: 'hubspot',
		api: 'CRM and account APIs',
		version: '2026-09',
		path: '/crm/objects/2026-09',
		end: {
			on: '2028-03-01',
			by: 'rule',
			before:
				'Compare the newest version in HubSpot’s specification with crm/hubspot, change apiVersion in crm/hubspot/profile.ts and the saved answers in tests/fixtures/hubspot/api.',
		},
		source: 'https://developers.hubspot.com/docs/developer-tooling/platform/versioning',
		lookedUpOn,
		note: 'Out since September 2026, supported for 18 months. By the specification of 2026-08-21, and seen on no running account yet. Version v3, which was read before, ends in September 2027.',
	},
	{
		crm: 'hubspot',
		api: 'Token of a private app',
		version: null,
		path: 'header of each request',
		end: {
			on: '2027-09-01',
			by: 'said',
			before:
				'Make the words of the access in assets/texts/access/crms.ts and the changelog tell users to replace such tokens by a Service Key, and take this row out.',
		},
		source: 'https://developers.hubspot.com/changelog/legacy-apis-and-legacy-apps-whats-going-unsupported-and-when',
		lookedUpOn,
		note: 'None can be made since 2026-10-26. Those that exist work like a Service Key, for which no end is announced.',
	},
	{
		crm: 'odoo',
		api: 'JSON-RPC of its web client',
		version: null,
		path: '/web/dataset/call_kw',
		end: null,
		source: 'https://github.com/odoo/documentation, content/developer/reference/external_rpc_api.rst at 64e81e4',
		lookedUpOn,
		note: `${ownPages} Odoo 22 takes away /xmlrpc and /jsonrpc alone, which are not used.`,
	},
	{
		crm: 'pipedrive',
		api: 'API v2',
		version: 'v2',
		path: '/api/v2',
		end: null,
		source: 'https://pipedrive.readme.io/docs/pipedrive-api-v2',
		lookedUpOn,
		note: '',
	},
	{
		crm: 'pipedrive',
		api: 'API v1, users alone',
		version: 'v1',
		path: '/api/v1/users',
		end: null,
		source: 'https://developers.pipedrive.com/changelog/post/deprecated-apiv1-endpoints-become-out-of-support',
		lookedUpOn,
		note: 'Version 2 has no users. By the changelog of its client library they are not among what left support on 2026-08-01.',
	},
	{
		crm: 'salesforce',
		api: 'REST API',
		version: 'v66.0',
		path: '/services/data/v66.0',
		end: null,
		source: 'https://developer.salesforce.com/docs/platform/connect-rest-api/guide/intro_api_eol',
		lookedUpOn,
		note: 'Supported for three years at least, from February 2026 on; an end is said a year before.',
	},
	{
		crm: 'suitecrm',
		api: 'GraphQL of version 8, pages of version 7',
		version: null,
		path: '/api/graphql, index.php',
		end: null,
		source: 'https://community.suitecrm.com/t/what-is-the-status-of-the-intended-graphql-api-for-v8-1/86538',
		lookedUpOn,
		note: ownPages,
	},
	{
		crm: 'tryton',
		api: 'JSON-RPC of its web client',
		version: null,
		path: '/<database>/',
		end: null,
		source: 'crm/tryton/wire.ts',
		lookedUpOn,
		note: `${ownPages} Nothing was found on an end.`,
	},
	{
		crm: 'twenty',
		api: 'GraphQL and REST APIs',
		version: null,
		path: '/graphql, /rest',
		end: null,
		source: 'https://docs.twenty.com/l/de/developers/extend/api',
		lookedUpOn,
		note: 'They are made from each workspace’s own fields, and have no version.',
	},
	{
		crm: 'zoho',
		api: 'REST API',
		version: 'v8',
		path: '/crm/v8',
		end: null,
		source: 'https://www.zoho.wiki/crm/developer/docs/api/v8/get-records.html',
		lookedUpOn,
		note: 'Nothing was found on an end; version 1 went on for a year after it was deprecated.',
	},
	{
		crm: 'zoho',
		api: 'OAuth',
		version: 'v2',
		path: '/oauth/v2/token',
		end: null,
		source: 'crm/zoho/profile.ts',
		lookedUpOn,
		note: 'Nothing was found on an end.',
	},
];

/** Days before an end on which it is asked for. */
const noticeDays = 180;
/** Days after which a look at the vendor's pages is too old. */
const freshDays = 365;

/** Whole days from one to the other. */
function daysFrom(from: Day, to: Day): number {
	return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/**
 * What has to be done on `today` ("2026-11-30"), a sentence each: support that ends within 180 days or has ended, and
 * versions for which nobody looked for a year.
 */
export function dueApis(versions: readonly ApiVersion[], titleOf: (crm: CrmId) => string, today: Day): string[] {
	return versions.flatMap(({ crm, api, version, end, source, lookedUpOn: looked }) => {
		const name = `${titleOf(crm)}: ${api}${version === null || api.includes(version) ? '' : ` ${version}`}`;
		const row = 'tests/crm/api-versions.ts';
		if (end !== null && daysFrom(today, end.on) <= noticeDays) {
			const left = daysFrom(today, end.on);
			const when = left > 0 ? `leaves support in ${left} days, on ${end.on}` : `left support on ${end.on}`;
			return [`${name} ${when}. ${end.before} The row is in ${row}.`];
		}
		if (daysFrom(looked, today) <= freshDays) return [];
		return [`${name} was looked up last on ${looked}. Look at ${source} again and write what it says into ${row}.`];
	});
}

const heads = ['CRM', 'API', 'version', 'path', 'end of support', 'source', 'looked up', 'note'];

/** The table of docs/crm-apis.md, each line without its break. */
export function tableOf(versions: readonly ApiVersion[], titleOf: (crm: CrmId) => string): string[] {
	const says = ({ on, by }: SupportEnd) => (by === 'said' ? on : `${on}, inferred from the vendor’s rule`);
	const rows = versions.map(({ crm, api, version, path, end, source, lookedUpOn: looked, note }) => [
		titleOf(crm),
		api,
		version ?? '–',
		path.startsWith('/') ? `\`${path}\`` : path,
		end === null ? 'none announced' : says(end),
		source.startsWith('crm/') ? `\`${source}\`` : source,
		looked,
		note || '–',
	]);
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(heads), line(heads.map(() => '---')), ...rows.map(line)];
}

/** A version in a path, or alone as a constant. Not in regular expressions, where a slash has its backslash. */
const written = /[/'"`](v\d+(?:\.\d+)?|20\d\d-\d\d)(?=[/'"`])/g;

/** Versions that a CRM's code writes into its requests, each once. */
export function versionsIn(folder: string): string[] {
	const asking = /^(?:wire|api|profile|user|lines)[\w-]*\.ts$/;
	const code = readdirSync(folder)
		.filter((name) => asking.test(name))
		.map((name) => readFileSync(join(folder, name), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''));
	return [...new Set(code.flatMap((text) => [...text.matchAll(written)].map(([, version]) => version ?? '')))].sort();
}
