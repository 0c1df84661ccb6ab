import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
		exclude: ['tests/e2e/**'],
		environment: 'node',
		// By default one core is left idle, which on two is half the machine.
		maxWorkers: '100%',
		// No test is timed; a loaded machine may take its time.
		testTimeout: 600_000,
		expect: { poll: { timeout: 60_000 } },
		setupFiles: ['tests/patience.ts'],
	},
});
