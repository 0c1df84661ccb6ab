import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../crm');

/** What every CRM's folder is made of: the same thing has the same name in each, and is absent where there is nothing. */
const names: Readonly<Record<string, string>> = {
	index: 'the adapter: how its page makes room, and what the other files do',
	profile: 'what the CRM is, as data',
	claims: 'is this page this CRM’s?',
	user: 'who is signed in',
	front: 'the record in front',
	fields: 'where fields are, and how they are read',
	page: 'what the page alone tells, and how its fields are found',
	edits: 'what is typed and not saved',
	apply: 'writes the discount that the user applies',
	wire: 'one request, and what its answer means',
	api: 'facts from the API',
	lines: 'lines and what they cost, from the API',
};

/** Parts of one of these that does not fit into four hundred lines or is another thing in this CRM alone, each with why. */
const parts: Readonly<Record<string, string>> = {
	'dolibarr/api-lead': 'a lead is a project, whose lines are those of linked proposals',
	'dolibarr/api-least-price': 'lowest prices stand on a page of the product alone',
	'dolibarr/api-quote': 'a proposal is read from its page',
	'dolibarr/edits-added': 'the row that adds a line is another form than the one that edits one',
	'dolibarr/edits-refusals': 'what its server will not take, which the page does not say',
	'dolibarr/edits-totals': 'sums of a page that computes nothing',
	'dolibarr/fields-head': 'the head of a record’s page, shown and answered alike',
	'dolibarr/fields-numbers': 'how the page says its number format',
	'dynamics/edits-grid': 'rows that are edited in a grid',
	'espocrm/api-client': 'what an administrator made of the CRM',
	'espocrm/api-mapping': 'which of an administrator’s fields mean what',
	'espocrm/api-quote': 'quotes of a paid extension',
	'espocrm/edits-lines': 'each line is edited in a form of its own',
	'frappe/api-costs': 'costs by the settings of a site',
	'frappe/api-memory': 'what is remembered of a page while its record is open',
	'frappe/edits-deal': 'deals of Frappe CRM, which is one client',
	'frappe/edits-quote': 'quotations on the desk, which is another',
	'frappe/fields-numbers': 'how the page says its number format',
	'frappe/lines-margins': 'prices with a margin on the price list',
	'hubspot/edits-rows': 'rows of the editor of line items, which bear no ids',
	'odoo/api-client': 'what the server and its user are',
	'odoo/api-learn': 'products and units that are picked in a row and not saved',
	'odoo/edits-dialogs': 'dialogs over the form',
	'odoo/edits-row': 'one row against its saved line',
	'odoo/edits-totals': 'sums that the form works out',
	'odoo/fields-numbers': 'numbers by the digits of their fields',
	'odoo/fields-rows': 'rows of a table, or cards in a narrow window',
	'salesforce/edits-grid': 'cells that are edited in a table',
	'salesforce/edits-watch': 'what a cell’s own component read',
	'salesforce/fields-dom': 'components under shadow roots',
	'suitecrm/api-currencies': 'currencies by ids, of which pages show the signs',
	'suitecrm/api-memory': 'what was learned of this user with the facts',
	'suitecrm/api-quotes': 'quotes of a deal, which has no lines of its own',
	'suitecrm/edits-lines': 'lines in the classic edit view',
	'suitecrm/edits-totals': 'sums that the classic edit view draws',
	'suitecrm/fields-numbers': 'how the page says its number format',
	'suitecrm/fields-rows': 'rows of the classic edit view',
	'suitecrm/lines-deal': 'lines of a deal, which are its quote’s',
	'suitecrm/wire-classic': 'the classic pages, which version 7 answers with',
	'suitecrm/wire-graphql': 'the interface of version 8',
	'tryton/api-units': 'units of measure, in which lines and costs may differ',
	'twenty/api-schema': 'what a firm built in its workspace',
	'zoho/edits-lines': 'rows against saved lines',
	'zoho/edits-quote': 'the form of a quote, drawn while it is scrolled',
	'zoho/fields-rows': 'rows of a quote’s form',
};

const shared = ['kit', 'pointing'];

const files = readdirSync(root, { withFileTypes: true, recursive: true }).flatMap((entry) => {
	const folder = entry.parentPath.slice(root.length + 1).replaceAll('\\', '/');
	return entry.isFile() && folder !== '' && !shared.includes(folder) ? [`${folder}/${entry.name}`] : [];
});

/** Files that are called otherwise than what they hold is called in every folder. */
function strangers(all: readonly string[]): string[] {
	return all.filter((file) => {
		const [, folder, name = '', part] = /^(\w+)\/([a-z]+)(-[a-z-]+)?\.ts$/.exec(file) ?? [];
		return !(name in names) || (part !== undefined && !(`${folder}/${name}${part}` in parts));
	});
}

test('the same thing has the same name in the folder of every CRM', () => {
	expect(files.length).toBeGreaterThan(100);
	expect(strangers(files)).toEqual([]);
	expect(strangers(['acme/places.ts', 'acme/edits-rows.ts', 'acme/edits/rows.ts', 'acme/edits.tsx'])).toHaveLength(4);
});

test('every part that has a reason is there', () => {
	expect(Object.keys(parts).filter((part) => !files.includes(`${part}.ts`))).toEqual([]);
});

test('every CRM has what none can be without', () => {
	const folders = [...new Set(files.map((file) => file.split('/')[0]))];
	const needed = ['index', 'profile', 'claims', 'user', 'front', 'fields', 'page', 'edits', 'api'];
	const lacking = folders.flatMap((folder) =>
		needed.flatMap((name) => (files.includes(`${folder}/${name}.ts`) ? [] : [`${folder}/${name}.ts`])),
	);
	expect(lacking).toEqual([]);
});
