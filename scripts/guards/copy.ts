import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of the project in which a guard is taken out, so that the tree that people work in stays as it is. */
export interface Copy {
	/** Its folder. */
	readonly place: string;
	/**
	 * Puts `without` in the place of `text`, which must be in the file exactly once. Throws otherwise. Returns what makes
	 * the file as it was.
	 */
	replace(file: string, text: string, without: string): () => void;
	/** Runs a program of the project in the copy. */
	run(program: string, args: readonly string[]): { readonly isOk: boolean; readonly output: string };
	remove(): void;
}

/** What is made of the rest, or too large to be copied. */
const left = new Set(['node_modules', '.git', '.output', 'shots']);

/** How often a text is in another. */
export function countOf(text: string, whole: string): number {
	return whole.split(text).length - 1;
}

export function copyOf(root: string): Copy {
	const place = mkdtempSync(join(tmpdir(), 'dealside-guards-'));
	for (const name of readdirSync(root))
		if (!left.has(name))
			cpSync(join(root, name), join(place, name), {
				recursive: true,
				filter: (path) => !path.startsWith(join(root, 'tests/.work')),
			});
	// A build lists its packages, which npm refuses behind a link to a folder; files of another disk cannot be linked one by one.
	const linked = spawnSync('cp', ['-al', join(root, 'node_modules'), join(place, 'node_modules')]);
	if (linked.status !== 0) {
		rmSync(join(place, 'node_modules'), { recursive: true, force: true });
		symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
	}
	return {
		place,
		replace(file, text, without) {
			const whole = readFileSync(join(place, file), 'utf8');
			const count = countOf(text, whole);
			if (count !== 1) throw new Error(`“${text}” stands ${count} times in ${file}`);
			writeFileSync(join(place, file), whole.split(text).join(without));
			return () => writeFileSync(join(place, file), whole);
		},
		run(program, args) {
			const { status, stdout, stderr } = spawnSync(join(root, 'node_modules/.bin', program), args, {
				cwd: place,
				encoding: 'utf8',
				maxBuffer: 1 << 28,
			});
			return { isOk: status === 0, output: `${stdout}${stderr}` };
		},
		remove: () => rmSync(place, { recursive: true, force: true }),
	};
}
