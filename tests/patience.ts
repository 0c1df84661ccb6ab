import { vi } from 'vitest';

/** Before each test file: what is waited for may take its time on a loaded machine. */

const patienceMs = 60_000;

const { waitFor } = vi;
vi.waitFor = (callback, options) =>
	waitFor(callback, typeof options === 'number' ? options : { timeout: patienceMs, ...options });

if (typeof document !== 'undefined') {
	const { configure } = await import('@testing-library/react');
	configure({ asyncUtilTimeout: patienceMs });
}
