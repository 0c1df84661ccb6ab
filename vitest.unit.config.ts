import { defineConfig, mergeConfig } from 'vitest/config';
import all from './vitest.config.ts';

/** The fast ones alone, for `npm run test:unit`: what opens hundreds of saved pages or starts other programs is left to `npm test`. */
export default mergeConfig(
	all,
	defineConfig({
		test: {
			exclude: [
				'tests/e2e/**',
				// The contract of each CRM, on all of its saved pages.
				'tests/crm/*.test.ts',
				'tests/crm/pointing/mutations.test.ts',
				// Run the project's own commands.
				'tests/scripts/new-crm.test.ts',
				'tests/scripts/evaluate.test.ts',
			],
		},
	}),
);
