import { defineConfig } from 'vitest/config';

/** Every attack on presses in the sidebar, for `npm run test:attacks`: a quarter of an hour; `npm test` runs a tenth. */
export default defineConfig({
	test: {
		include: ['tests/attacks/**/*.attacks.ts'],
		maxWorkers: 1,
		maxConcurrency: 3,
		testTimeout: 240_000,
		hookTimeout: 180_000,
	},
});
