import { afterAll, beforeAll, expect, test } from 'vitest';
import { attacks, sample } from '../attacks/attacks.ts';
import { expectHeld } from '../attacks/judge.ts';
import { openScene, type Scene } from '../attacks/run.ts';
import { settings } from '../attacks/settings.ts';

/** A tenth, with some of every family; `npm run test:attacks` runs all. */

/** Always: the browser's own word of what is seen is oldest where the sidebar went into a dialog and out again. */
const ofDialogs = settings.filter(({ name }) => name.startsWith('a modal dialog'));
/**
 * Always: a popover of the page has the browser call everything under it covered. But for the toast that is in our own
 * place: there a press counts 400 ms after the pointer came, which a loaded machine does not always reach.
 */
const ofPopovers = settings.filter(
	({ name }) => /above everything|opens and closes a popover/.test(name) && name !== 'a toast above everything',
);

let scene: Scene;

beforeAll(async () => {
	scene = await openScene();
});

afterAll(async () => {
	await scene?.close();
});

test.each(sample(attacks).map((attack) => [`${attack.family}: ${attack.name}`, attack] as const))(
	'an attack does not have a press count: %s',
	async (_, attack) => expectHeld(attack, await scene.attack(attack)),
);

test.each(
	[...new Set([...sample(settings), ...ofDialogs, ...ofPopovers])].map(
		(setting) => [`${setting.family}: ${setting.name}`, setting] as const,
	),
)('a first press counts in an ordinary setting: %s', async (_, setting) => {
	const seen = await scene.live(setting);
	expect(seen, JSON.stringify(seen)).toMatchObject({ isFired: true });
});
