import { expect, test } from 'vitest';
import type { StageOption } from '../../../core/model/deal.ts';
import { withStages } from '../../../core/model/stage-list.ts';

const stage = (id: string, label: string | null = id, pipeline: string | null = null): StageOption => ({
	id,
	label,
	pipeline,
});
const own = (id: string, label: string | null = id) => ({ id, label, since: null });

test('stages that were told take the place of those known of their pipeline', () => {
	const known = [stage('a', 'A', 'one'), stage('b', 'B', 'one'), stage('x', 'X', 'two')];
	const told = [stage('b', 'B', 'one'), stage('c', 'C', 'one')];
	expect(withStages(known, told, null)).toEqual([...told, stage('x', 'X', 'two')]);
});

test('a deal’s own stage that nobody listed is added behind the others, once', () => {
	const once = withStages([stage('a')], [], own('old'));
	expect(once).toEqual([stage('a'), stage('old')]);
	expect(withStages(once, [], own('old'))).toEqual(once);
});

test('a name seen on a deal stays when the CRM tells keys alone', () => {
	const keys = [stage('a', null), stage('b', null)];
	const named = withStages([], keys, own('b', 'Bee'));
	expect(named).toEqual([stage('a', null), stage('b', 'Bee')]);
	expect(withStages(named, keys, own('a', null))).toEqual(named);
});
