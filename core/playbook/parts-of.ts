import type { Playbook } from '../model/playbook.ts';
import type { PlaybookPart } from '../model/playbook-parts.ts';

/** What a playbook says of one part, to be compared with what another says. */
export function partOf(playbook: Playbook, part: PlaybookPart): unknown {
	const { margin } = playbook;
	switch (part) {
		case 'limits':
			return [margin.warnings, margin.otherwise, margin.families];
		case 'rules':
		case 'visibility':
		case 'floorFor':
		case 'reasonCodes':
		case 'quarterEnd':
		case 'recurringBasis':
			return margin[part];
		default:
			return playbook[part];
	}
}
