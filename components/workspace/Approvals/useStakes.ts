import { useMemo } from 'react';
import type { ApprovalNote } from '../../../core/model/deal.ts';
import { type RequestStakes, selectStakes } from '../../../stores/workspace/inbox.ts';
import { useWorkspace } from '../Context/Context.tsx';

/** What a request is decided on, as far as this viewer is shown it; null until playbook and settings were read. */
export function useStakes(note: ApprovalNote): RequestStakes | null {
	const playbook = useWorkspace((state) => state.playbook);
	const costCount = useWorkspace((state) => state.costCount);
	const viewer = useWorkspace((state) => state.settings?.viewer ?? null);
	return useMemo(
		() => (playbook && viewer ? selectStakes(note, playbook, costCount !== 0, viewer) : null),
		[note, playbook, costCount, viewer],
	);
}
