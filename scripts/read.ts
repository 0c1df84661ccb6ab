import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FolderError, readApiFolders } from './read/api-folder.ts';
import { startPageReader } from './read/chromium.ts';

/**
 * Prints what every adapter says of a saved page, opened in Chromium under its own address with its API answered from a
 * folder. `docs/adding-a-crm.md` describes both.
 */

const usage = 'npm run read -- --url https://crm.example/deals/101 --page saved.html [--api folder]';

/** Ends the run with a sentence for people; nothing was printed before. */
class Refusal extends Error {}

function textOf(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		throw new Refusal(`${file} cannot be read.`);
	}
}

async function run(): Promise<string> {
	const text = { type: 'string' } as const;
	const { url, page, api } = parseArgs({ options: { url: text, page: text, api: text } }).values;
	if (!url || !page) throw new Refusal(usage);
	if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
		throw new Refusal(`--url must be the page’s address, like https://crm.example/deals/101, not ${url}.`);
	if (api !== undefined && !existsSync(api)) throw new Refusal(`The folder ${api} does not exist.`);
	const html = textOf(page);
	const { answers, session } = readApiFolders(api === undefined ? [] : [api]);
	const reader = await startPageReader();
	try {
		const open = await reader.open({ url, html, answers }, session);
		const { look, unanswered } = await open.read();
		const { claimedBy, front, facts, factsFromPage, edits, isEditing, isUnchanged } = look;
		const said = {
			crm: claimedBy[0] ?? null,
			claimedBy,
			record: front,
			facts: facts?.ok ? facts.value.facts : null,
			health: facts?.ok ? facts.value.health : [],
			stages: facts?.ok ? (facts.value.stages ?? []) : [],
			failure: facts && !facts.ok ? facts.error : null,
			factsFromPage: factsFromPage?.ok ? factsFromPage.value.facts : null,
			edits: edits?.ok ? edits.value : null,
			editsFailure: edits && !edits.ok ? edits.error : null,
			isEditing,
			isUnchanged,
			unanswered,
		};
		return JSON.stringify(said, null, '\t');
	} finally {
		await reader.stop();
	}
}

try {
	process.stdout.write(`${await run()}\n`);
} catch (cause) {
	// A wrong option is the reader's mistake as well.
	const isExpected =
		cause instanceof Refusal ||
		cause instanceof FolderError ||
		(cause as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
	if (!isExpected) throw cause;
	process.stderr.write(`${(cause as Error).message}\n`);
	process.exitCode = 1;
}
