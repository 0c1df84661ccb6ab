import { defineConfig } from 'vitest/config';

/** Random edits on a running CRM: half an hour, one test file at a time. */
export default defineConfig({
	test: {
		include: ['tests/fuzz/**/*.e2e.ts'],
		maxWorkers: 1,
		testTimeout: 90_000,
		hookTimeout: 3_600_000,
	},
});
