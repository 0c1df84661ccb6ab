import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
		exclude: ['tests/e2e/**'],
		environment: 'node',
		// No test is timed; a loaded machine may take its time.
		testTimeout: 120_000,
	},
});
