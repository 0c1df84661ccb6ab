import type { PressRefusal } from '../core/model/press.ts';
import type { FromPage, PressQuestion, ToPage } from '../messages/port.ts';

/** A page that is busy for longer does not see a press judged; it can be given again. */
const answeredWithinMs = 2000;

/** Asks the page how it shows the frame, one question a press. */
export interface PressQuestions {
	/** `silent` when no answer comes in time. */
	ask(about: Pick<PressQuestion, 'x' | 'y' | 'isSeen'>): Promise<PressRefusal | null>;
	messageArrived(message: FromPage): void;
}

export function createPressQuestions(post: (message: ToPage) => void): PressQuestions {
	const open = new Map<string, (refusal: PressRefusal | null) => void>();
	return {
		ask(about) {
			const id = crypto.randomUUID();
			return new Promise((resolve) => {
				const answer = (refusal: PressRefusal | null) => {
					open.delete(id);
					clearTimeout(timer);
					resolve(refusal);
				};
				const timer = setTimeout(() => answer('silent'), answeredWithinMs);
				open.set(id, answer);
				post({ type: 'press.judge', id, ...about });
			});
		},
		messageArrived(message) {
			if (message.type === 'press.judged') open.get(message.id)?.(message.refusal);
		},
	};
}
