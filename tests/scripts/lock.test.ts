import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeLock } from '../../scripts/lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'dealside-lock-'));

test('one at a time has it, and the next one once it is given back', () => {
	const lock = join(folder, 'in/a/folder');
	const giveBack = takeLock(lock);
	expect(giveBack).not.toBeNull();
	expect(takeLock(lock)).toBeNull();
	giveBack?.();
	expect(takeLock(lock)).not.toBeNull();
});

test('one that was ended holds nobody up', () => {
	const lock = join(folder, 'left');
	const { pid } = spawnSync(process.execPath, ['--version']);
	writeFileSync(lock, String(pid));
	expect(takeLock(lock)).not.toBeNull();
});

test('one that has not said who it is counts as running', () => {
	const lock = join(folder, 'empty');
	writeFileSync(lock, '');
	expect(takeLock(lock)).toBeNull();
});
