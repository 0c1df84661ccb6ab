import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	closeSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { takeLock } from '../lock.ts';

/** Debian packages a Tryton for tests is made of. */
export const trytonPackages: readonly string[] = [
	'tryton-server',
	'tryton-sao',
	'tryton-modules-sale-opportunity',
	'tryton-modules-sale-discount',
	'tryton-modules-sale-price-list',
	'tryton-proteus',
];

const password = 'quick-Brown42';
const database = 'crm';
const modules = ['sale_opportunity', 'sale_discount', 'sale_price_list'];
const root = join(import.meta.dirname, '../..');
const seedScript = join(import.meta.dirname, 'seed.py');
const startsWithinMs = 180_000;

/** Ids of the seeded records by what they are for. */
export interface TrytonRecords {
	readonly quotation: number;
	readonly secondQuotation: number;
	readonly unknownCostQuotation: number;
	readonly hostileQuotation: number;
	readonly confirmedSale: number;
	readonly opportunity: number;
	readonly secondOpportunity: number;
}

/** A running Tryton with the seeded records. */
export interface Tryton {
	/** "http://127.0.0.1:41233" */
	readonly url: string;
	readonly database: string;
	readonly login: string;
	readonly password: string;
	readonly records: TrytonRecords;
	/** Address of a record in the web client. */
	address(model: 'sale.sale' | 'sale.opportunity', id: number): string;
	/** Ends the server; the page in the browser stays. */
	stop(): Promise<void>;
}

function run(program: string, args: readonly string[], folder: string): string {
	const done = spawnSync(program, args, {
		cwd: folder,
		encoding: 'utf8',
		env: { PATH: '/usr/bin:/bin', HOME: folder, LANG: 'C.UTF-8', TRYTONPASSFILE: join(folder, 'password') },
	});
	if (done.status !== 0) throw new Error(`${program} ${args[0]} failed:\n${done.stderr}`);
	return done.stdout;
}

function writeConfig(folder: string, port: number): string {
	const file = join(folder, 'trytond.conf');
	writeFileSync(
		file,
		`[database]\nuri = sqlite://\npath = ${folder}\n\n[web]\nlisten = 127.0.0.1:${port}\nroot = /usr/share/tryton-sao/www\n`,
	);
	writeFileSync(join(folder, 'password'), password);
	return file;
}

function seeded(): { folder: string; records: TrytonRecords } {
	const version = spawnSync('/usr/bin/dpkg-query', ['-W', ...trytonPackages], { encoding: 'utf8' }).stdout;
	const key = createHash('sha256').update(readFileSync(seedScript)).update(version).digest('hex').slice(0, 16);
	const folder = join(root, 'tests/.work/tryton', key);
	const recordsFile = join(folder, 'records.json');
	while (!existsSync(recordsFile)) {
		const done = takeLock(`${folder}.lock`);
		if (!done) {
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
			continue;
		}
		try {
			// It may have been made between the two looks.
			if (!existsSync(recordsFile)) make(folder);
		} finally {
			done();
		}
	}
	return { folder, records: JSON.parse(readFileSync(recordsFile, 'utf8')) };
}

/** Makes the database beside its folder, and puts it in its place once it is whole. */
function make(folder: string): void {
	const making = `${folder}.making`;
	rmSync(making, { recursive: true, force: true });
	mkdirSync(making);
	const config = writeConfig(making, 0);
	closeSync(openSync(join(making, `${database}.sqlite`), 'w'));
	run('/usr/bin/trytond-admin', ['-c', config, '-d', database, '--all', '--email', 'admin@crm.example'], making);
	run(
		'/usr/bin/trytond-admin',
		['-c', config, '-d', database, '-l', 'de', '-u', ...modules, '--activate-dependencies'],
		making,
	);
	const printed = run('/usr/bin/python3', [seedScript, database, config, password], making);
	writeFileSync(join(making, 'records.json'), printed.slice(printed.lastIndexOf('{')));
	rmSync(folder, { recursive: true, force: true });
	renameSync(making, folder);
}

async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
	const { port } = probe.address() as AddressInfo;
	await new Promise((resolve) => probe.close(resolve));
	return port;
}

/** True once it answers, false when it ended before. Throws when it does neither in time. */
async function answers(url: string, server: ChildProcess): Promise<boolean> {
	const until = Date.now() + startsWithinMs;
	while (Date.now() < until) {
		if (server.exitCode !== null) return false;
		const isUp = await fetch(url).then(
			(response) => response.ok,
			() => false,
		);
		if (isUp) return true;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	server.kill('SIGKILL');
	throw new Error('Tryton did not answer in time');
}

/** Starts a Tryton of its own on a copy of the seeded database, on this machine only. */
export async function startTryton(wishes: { readonly port?: number } = {}): Promise<Tryton> {
	const { folder: source, records } = seeded();
	// A port that is free may be taken by another run before the server has it.
	for (let tries = 0; tries < 4; tries += 1) {
		const port = wishes.port ?? (await freePort());
		const started = await startAt(port, source, records);
		if (started) return started;
	}
	throw new Error('Tryton ended before it answered');
}

async function startAt(port: number, source: string, records: TrytonRecords): Promise<Tryton | null> {
	const folder = mkdtempSync(join(root, 'tests/.work/tryton', 'run-'));
	cpSync(join(source, `${database}.sqlite`), join(folder, `${database}.sqlite`));
	const config = writeConfig(folder, port);
	const server = spawn('/usr/bin/trytond', ['-c', config], { cwd: folder, stdio: 'ignore' });
	const forget = () => rmSync(folder, { recursive: true, force: true });
	const url = `http://127.0.0.1:${port}`;
	if (!(await answers(url, server))) {
		forget();
		return null;
	}
	return {
		url,
		database,
		login: 'admin',
		password,
		records,
		address: (model, id) => `${url}/#${database}/model/${model}/${id}`,
		stop: () =>
			new Promise((resolve) => {
				const ended = () => {
					forget();
					resolve();
				};
				if (server.exitCode !== null || server.signalCode !== null) return ended();
				server.once('exit', ended);
				server.kill('SIGKILL');
			}),
	};
}
