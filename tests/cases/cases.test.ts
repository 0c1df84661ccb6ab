import { describe, expect, test } from 'vitest';
import type { Case } from './cases.ts';
import { csvCases } from './csv.ts';
import { lineCases } from './lines.ts';
import { numberCases } from './numbers.ts';
import { pageCases } from './pages.ts';

describe.for([
	['price lists', csvCases()],
	['numbers', numberCases()],
	['lines', lineCases()],
	['saved pages', pageCases()],
] as const)('%s come out as wanted', ([, cases]) => {
	test.for(cases as Case[])('$id', async ({ run }) => {
		const { want, got, isRight } = await run();
		expect(isRight, `wanted ${want}, got ${got}`).toBe(true);
	});
});
