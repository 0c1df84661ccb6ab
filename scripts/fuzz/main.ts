import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dolibarrDriver } from './dolibarr.ts';
import type { Driver, Truth } from './driver.ts';
import { espocrmDriver } from './espocrm.ts';
import { odooDriver } from './odoo.ts';
import { commandOf, type Failure, isDifferent, type Outcome, runAll, silentShare, smallest, tableOf } from './run.ts';
import { type Sequence, sequenceOf, stepsOf } from './sequence.ts';
import { suitecrmDriver } from './suitecrm.ts';
import { trytonDriver } from './tryton.ts';

/** Random edits on a running CRM: what the sidebar shows, held against what the CRM holds after saving. */

/** Where a CRM runs, as the command line says it; null: it is started here. */
interface Place {
	readonly url: string | null;
	readonly database: string | null;
	readonly password: string | null;
}

/** "ruth:secret" as a user and a password. */
function loginOf(text: string): { name: string; password: string } {
	const [name = '', ...password] = text.split(':');
	return { name, password: password.join(':') };
}

function suitecrmAt(version: 7 | 8, { url, password }: Place): Promise<Driver> {
	const [en = '', de = en] = (password ?? '').split(',');
	return suitecrmDriver({
		url: url ?? 'http://127.0.0.1:8080',
		version,
		logins: { en: loginOf(en), de: loginOf(de) },
	});
}

/** A CRM's driver by the name of its adapter; `suitecrm7` types into the pages of 7 that an 8 still has. */
const drivers: Readonly<Record<string, (place: Place) => Promise<Driver>>> = {
	odoo: ({ url, database, password }) =>
		odooDriver({ url: url ?? 'http://127.0.0.1:8069', database: database ?? 'odoo', password: password ?? '' }),
	suitecrm: (place) => suitecrmAt(8, place),
	suitecrm7: (place) => suitecrmAt(7, place),
	tryton: ({ url, database, password }) =>
		trytonDriver(
			url === null
				? null
				: { url, database: database ?? 'crm', password: password ?? '', logins: { en: 'admin', de: 'german' } },
		),
	espocrm: async ({ url, password }) =>
		espocrmDriver({ url: told(url), password: password ?? '', logins: { en: 'sam', de: 'greta' } }),
	dolibarr: async ({ url, password }) =>
		dolibarrDriver({ url: told(url), password: password ?? '', logins: { en: 'rep', de: 'repde' } }),
};

/** A place that must be told: this CRM is not started here. */
function told(url: string | null): string {
	if (url === null) throw new Error('say where it runs: --url http://127.0.0.1:8000 --password …');
	return url;
}

const usage = `npm run fuzz -- --crm ${Object.keys(drivers).join('|')} [--seed 1] [--count 20] [--from 0] [--language en|de]
  [--url http://127.0.0.1:8000 --database crm --password …] [--shape NAME --steps "quantity:0:3:line; …"] [--shrink]
For suitecrm and suitecrm7 --password holds two users, of whom the second writes numbers as in German: ruth:secret,dieter:secret.
Without --url the CRM is started here where that is possible. The extension must be built (npx wxt build).`;

const { values } = parseArgs({
	options: {
		crm: { type: 'string' },
		seed: { type: 'string', default: '1' },
		count: { type: 'string', default: '20' },
		from: { type: 'string', default: '0' },
		url: { type: 'string' },
		database: { type: 'string' },
		password: { type: 'string' },
		language: { type: 'string' },
		shape: { type: 'string' },
		steps: { type: 'string' },
		shrink: { type: 'boolean', default: false },
	},
});

function write(text: string): void {
	process.stdout.write(`${text}\n`);
}

function sequencesFor({ choices }: Driver): readonly Sequence[] {
	const shape = choices.shapes.find(({ name }) => name === values.shape);
	if (values.shape && !shape) throw new Error(`no shape is called “${values.shape}”`);
	const language = values.language === 'de' ? 'de' : 'en';
	if (values.steps !== undefined)
		return [
			{ seed: 0, language, shape: shape ?? (choices.shapes[0] as Sequence['shape']), steps: stepsOf(values.steps) },
		];
	const first = Number(values.seed) * 100_000 + Number(values.from);
	return Array.from({ length: Number(values.count) }, (_, at) => sequenceOf(first + at, choices)).filter(
		(sequence) =>
			(!values.language || sequence.language === values.language) && (!shape || sequence.shape.name === shape.name),
	);
}

/** What is worth saying of one result. */
function wordsOf(crm: string, result: Outcome | Failure, left: number): string {
	const command = commandOf(crm, result.sequence);
	if ('message' in result) return `NOT CARRIED OUT ${command}\n  ${result.message.split('\n')[0]}`;
	const { first, typed, settled, saved, evidence, ms } = result;
	const isBad = isDifferent(result) || (saved !== null && (saved.oldMs > 0 || saved.rightMs === null));
	if (!isBad && values.steps === undefined)
		return `${result.sequence.seed} ${typed} ${settled} ${Math.round(ms / 1000)} s, ${left} left`;
	const { truth } = evidence;
	const lines = [
		`${isBad ? 'DIFFERENT ' : ''}${command}`,
		`  first ${first}; typed ${typed}: ${figures(evidence.typed)}; settled ${settled}: ${figures(evidence.settled)}`,
		`  truth: ${truth ? money(truth) : 'not saved'}; after Save ${JSON.stringify(saved)}`,
	];
	const last =
		saved?.rightMs === null && evidence.last ? [`  at the end: ${evidence.last.status} ${figures(evidence.last)}`] : [];
	return [...lines, ...last, ...(values.steps === undefined ? [] : [`  ${evidence.settled.text}`])].join('\n');
}

function figures({ margin, amount, state, edit, gap }: Outcome['evidence']['typed']): string {
	return [margin, amount, state, edit, gap && `(${gap})`].filter((part) => part !== null).join(' ');
}

function money({ revenue, cost }: Truth): string {
	if (cost === null) return `revenue ${revenue}, cost not known`;
	return `${(revenue - cost) / revenue} ${revenue - cost} of ${revenue}`;
}

async function main(): Promise<number> {
	const { crm = '' } = values;
	const open = drivers[crm];
	if (!open) {
		write(usage);
		return 2;
	}
	const { url = null, database = null, password = null } = values;
	const driver = await open({ url, database, password });
	try {
		const run = await runAll(driver, sequencesFor(driver), (result, left) => write(wordsOf(crm, result, left)));
		write(tableOf(run));
		write(`unknown and partial: ${(silentShare(run) * 100).toFixed(1)} %`);
		const folder = join(import.meta.dirname, '../../tests/.work/fuzz');
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, `${crm}-${values.seed}-${values.from}.json`), JSON.stringify(run, null, '\t'));
		const different = run.outcomes.filter(isDifferent);
		if (values.shrink)
			for (const outcome of different) write(`smallest: ${commandOf(crm, await smallest(driver, outcome))}`);
		return different.length > 0 || run.failures.length > 0 ? 1 : 0;
	} finally {
		await driver.stop();
	}
}

process.exitCode = await main();
