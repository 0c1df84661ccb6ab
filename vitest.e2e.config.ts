import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['tests/e2e/**/*.e2e.ts'],
		fileParallelism: false,
		// Real browsers and a real CRM on a busy machine: what fails once is looked at again, and fails if it fails again.
		retry: 1,
		testTimeout: 90_000,
		hookTimeout: 180_000,
	},
});
