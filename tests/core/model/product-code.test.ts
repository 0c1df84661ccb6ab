import { expect, test } from 'vitest';
import { bareCode, foldedCode } from '../../../core/model/product-code.ts';

test.for([
	['LV-9 ', 'LV-9'],
	['\u00a0LV-9\u202f', 'LV-9'],
	['LV\u200b-9', 'LV-9'],
	['\uFEFFLV-9', 'LV-9'],
	['\u200eLV-9\u200f', 'LV-9'],
	['LV\u00ad-9', 'LV-9'],
	['LV\t9', 'LV 9'],
	['LV\u00a09', 'LV 9'],
	['Öl-9', 'Öl-9'],
	['0017', '0017'],
])('%j is kept as %j', ([code, bare]) => {
	expect(bareCode(code as string)).toBe(bare);
});

test('codes that differ in case alone fold to one', () => {
	expect(foldedCode(' Lv-9')).toBe(foldedCode('LV-9'));
	expect(bareCode('Lv-9')).not.toBe(bareCode('LV-9'));
});
