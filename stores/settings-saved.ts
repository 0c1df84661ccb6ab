import type { Settings } from '../core/model/settings.ts';
import { membersOf, revisionOf } from '../core/playbook/revision.ts';
import type { CommandAnswer } from '../messages/commands.ts';
import type { Ask } from './ask.ts';

/**
 * Saves a choice of settings in place of those that this window shows. Refused as `changed-elsewhere` where another window
 * chose something else of the same; no refusal where it chose the same.
 */
export async function settingsSaved(
	ask: Ask,
	change: Partial<Settings>,
	shown: Settings,
): Promise<Awaited<CommandAnswer<'settings.save'>>> {
	const answer = await ask('settings.save', { change, from: revisionOf(membersOf(shown, change)) });
	if (answer.ok || answer.error !== 'changed-elsewhere') return answer;
	const present = await ask('settings.read', null);
	const isChosen = present.ok && revisionOf(membersOf(present.value, change)) === revisionOf(change);
	return isChosen ? { ok: true, value: null } : answer;
}
