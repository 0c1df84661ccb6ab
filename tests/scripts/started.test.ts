import { afterEach, expect, test, vi } from 'vitest';
import { started } from '../../scripts/started.ts';

const said = vi.spyOn(process.stdout, 'write');

afterEach(() => said.mockReset());

test('a browser that died while it started is said, and started again once', async () => {
	const start = vi.fn(async () => 'running').mockRejectedValueOnce(new Error('Target closed\n  at launch'));
	expect(await started('Chromium', start)).toBe('running');
	expect(said).toHaveBeenCalledWith('Chromium died while it started (Target closed). It is started again.\n');
});

test('one that dies twice is a failure', async () => {
	const start = vi.fn(() => Promise.reject(new Error('no display')));
	await expect(started('Firefox', start)).rejects.toThrow('no display');
	expect(start).toHaveBeenCalledTimes(2);
});
