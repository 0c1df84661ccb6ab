import { defineConfig } from 'vitest/config';

/** Random edits on a running CRM, for `npm run test:fuzz`: half an hour, so not part of `npm test`. */
export default defineConfig({
	test: {
		include: ['tests/fuzz/**/*.e2e.ts'],
		maxWorkers: 1,
		testTimeout: 90_000,
		hookTimeout: 3_600_000,
	},
});
