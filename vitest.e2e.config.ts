import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['tests/e2e/**/*.e2e.ts'],
		// Each file has browsers and servers of its own, and waits for them most of the time.
		maxWorkers: 2,
		// No test is timed; a loaded machine may take its time.
		testTimeout: 300_000,
		hookTimeout: 300_000,
		expect: { poll: { timeout: 60_000 } },
	},
});
