import { describe, expect, it } from 'vitest';
import { formOfLimits, limitsOfForm } from '../../../../stores/workspace/forms/limits.ts';
import { samplePlaybook } from '../../../components/workspace/fake-background.ts';

describe('limits in their form', () => {
	it('come back unchanged in German, written with commas', () => {
		const form = formOfLimits(samplePlaybook.margin, 'de');
		expect(form.families[0]?.floor).toBe('22,5');
		const { families, otherwise } = samplePlaybook.margin;
		expect(limitsOfForm(form, 'de')).toEqual({ ok: true, value: { families, otherwise } });
	});

	it('may leave everything else without a limit', () => {
		const form = formOfLimits({ ...samplePlaybook.margin, otherwise: null }, 'en');
		expect(limitsOfForm(form, 'en')).toMatchObject({ ok: true, value: { otherwise: null } });
	});

	it('are refused by row and field', () => {
		const form = {
			families: [
				{ key: '0', family: 'Doors', floor: '40', target: '30' },
				{ key: '1', family: 'doors', floor: 'x', target: '' },
				{ key: '2', family: ' ', floor: '10', target: '10' },
			],
			otherwise: { key: 'otherwise', family: '', floor: '10', target: '' },
		};
		expect(limitsOfForm(form, 'en')).toEqual({
			ok: false,
			error: [
				{ code: 'floor-over-target', key: '0', field: 'floor' },
				{ code: 'family-twice', key: '1', field: 'family' },
				{ code: 'percent-unreadable', key: '1', field: 'floor' },
				{ code: 'percent-missing', key: '1', field: 'target' },
				{ code: 'family-missing', key: '2', field: 'family' },
				{ code: 'percent-missing', key: 'otherwise', field: 'target' },
			],
		});
	});
});
