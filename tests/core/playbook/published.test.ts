import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPublished, signedText, writePublished } from '../../../core/playbook/published.ts';

const publication = { by: 'Ida Berg', at: '2026-11-30T22:00:00.000Z', note: 'A higher floor for services' };
const file = '{"format":"dealside-playbook","version":1}\n';
const signature = 'b'.repeat(86);

test('gives back exactly what was written, whatever is in it', () => {
	const words = fc.string({ unit: 'grapheme', maxLength: 60 });
	fc.assert(
		fc.property(
			words.filter((by) => /\S/.test(by)),
			words,
			words,
			(by, note, text) => {
				const said = { ...publication, by, note };
				const read = readPublished(writePublished(said, text, signature));
				expect(read).toEqual({
					ok: true,
					value: { publication: said, file: text, signed: { text: signedText(said, text), signature } },
				});
			},
		),
	);
});

test('a bare playbook file is read too, and says nothing of itself', () => {
	expect(readPublished(file)).toEqual({ ok: true, value: { publication: null, file, signed: null } });
	const named = '{"note":"dealside-published is what I want","format":"dealside-playbook"}';
	expect(readPublished(named)).toEqual({ ok: true, value: { publication: null, file: named, signed: null } });
});

test('what is signed differs whenever anything that is read differs', () => {
	const texts = [
		signedText(publication, file),
		signedText({ ...publication, by: 'Ida' }, file),
		signedText({ ...publication, at: '2026-11-30T22:00:00.001Z' }, file),
		signedText({ ...publication, note: '' }, file),
		signedText(publication, `${file} `),
		// What moves from one member to the next.
		signedText({ ...publication, by: 'Ida Berg","2026' }, file),
	];
	expect(new Set(texts).size).toBe(texts.length);
});

test.each([
	['by', 1, 'wrong-type'],
	['by', ' ', 'empty'],
	['at', '30 November', 'not-a-moment'],
	['note', 'x'.repeat(2001), 'too-long'],
	['file', {}, 'wrong-type'],
	['signature', 'short', 'wrong-type'],
	['version', 2, 'newer-version'],
])('refuses %s as %j with %s', (name, value, reason) => {
	const written = JSON.parse(writePublished(publication, file, signature));
	const read = readPublished(JSON.stringify({ ...written, [name]: value }));
	expect(read.ok ? [] : read.error.map((problem) => problem.reason)).toContain(reason);
});

test('refuses a member that is there twice, of which the last would count', () => {
	const text = writePublished(publication, file, null).replace('"by":', '"by": "Somebody", "by":');
	expect(readPublished(text)).toMatchObject({ ok: false, error: [{ reason: 'key-twice' }] });
});
