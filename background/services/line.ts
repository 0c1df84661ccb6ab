import { browser } from 'wxt/browser';
import { success } from '../../core/model/result.ts';
import { type ClaimAnswer, type FrameQuestion, frameName } from '../../messages/line.ts';
import type { Sender } from '../../messages/messaging.ts';
import type { Service } from './service.ts';

const claimAnswers: readonly unknown[] = ['yours', 'ended', 'unknown'] satisfies ClaimAnswer[];

/** What the content script of the sender's own tab says; undefined where none is. */
async function askBeside(sender: Sender, question: (frame: string) => FrameQuestion): Promise<unknown> {
	const frame = frameName(sender);
	if (sender.tab?.id === undefined || frame === null) return undefined;
	return browser.tabs.sendMessage(sender.tab.id, question(frame), { frameId: 0 }).catch(() => undefined);
}

/** Brings a frame and the content script that made it together. */
export function lineService(): Service<'line.claim'> {
	return {
		'line.claim': async ({ word }, sender) => {
			const answer = await askBeside(sender, (frame) => ({ type: 'line.claim', word, frame }));
			return success(claimAnswers.includes(answer) ? (answer as ClaimAnswer) : 'unknown');
		},
	};
}

/**
 * True while the content script of the sender's tab vouches for the frame. It is asked each time: a worker that the
 * browser ended remembers nothing, and a page that is left vouches for nobody.
 */
export async function holdsLine(sender: Sender): Promise<boolean> {
	return (await askBeside(sender, (frame) => ({ type: 'line.holder', frame }))) === true;
}
