import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Takes a lock for this process, for test files and whole runs go on beside each other; returns what gives it back. Null
 * while another process that still runs has it.
 */
export function takeLock(lock: string): (() => void) | null {
	mkdirSync(dirname(lock), { recursive: true });
	for (;;) {
		try {
			writeFileSync(lock, String(process.pid), { flag: 'wx' });
			return () => rmSync(lock, { force: true });
		} catch {
			const owner = ownerOf(lock);
			if (owner === null || isRunning(owner)) return null;
			// Left behind by one that was ended.
			rmSync(lock, { force: true });
		}
	}
}

/** Null where it is gone again, or its owner has not written its id yet. */
function ownerOf(lock: string): number | null {
	try {
		return Number(readFileSync(lock, 'utf8')) || null;
	} catch {
		return null;
	}
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
