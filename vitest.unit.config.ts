import { defineConfig, mergeConfig } from 'vitest/config';
import all from './vitest.config.ts';

/** The fast ones alone, for `npm run test:unit`: what opens hundreds of saved pages or starts other programs is left to `npm test`. */
export default mergeConfig(
	all,
	defineConfig({
		test: {
			exclude: [
				'tests/crm/mutations.test.ts',
				'tests/crm/typing.test.ts',
				'tests/crm/lost-parts.test.ts',
				'tests/crm/pointing/mutations.test.ts',
				'tests/scripts/new-crm.test.ts',
				'tests/scripts/guards.test.ts',
			],
		},
	}),
);
