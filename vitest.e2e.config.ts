import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['tests/e2e/**/*.e2e.ts'],
		// Each file has browsers and servers of its own, and waits for them most of the time.
		maxWorkers: 2,
		testTimeout: 90_000,
		hookTimeout: 180_000,
	},
});
