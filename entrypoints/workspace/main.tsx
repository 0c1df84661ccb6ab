import '../../assets/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AccessContext } from '../../components/workspace/Access/AccessContext.tsx';
import { MapsContext } from '../../components/workspace/Maps/MapsContext.tsx';
import { SourceContext } from '../../components/workspace/Source/SourceContext.tsx';
import { Workspace } from '../../components/workspace/Workspace/Workspace.tsx';
import { onChange } from '../../messages/changes.ts';
import { ask } from '../../messages/messaging.ts';
import { createStorageStore } from '../../stores/storage.ts';
import { createAccessStore } from '../../stores/workspace/access.ts';
import { createCostsStore } from '../../stores/workspace/costs.ts';
import { createInboxStore } from '../../stores/workspace/inbox.ts';
import { createMapsStore } from '../../stores/workspace/maps.ts';
import { createSourceStore } from '../../stores/workspace/source.ts';
import { createWorkspaceStore } from '../../stores/workspace/store.ts';
import { download } from '../window/download.ts';
import { requestRights } from '../window/rights.ts';
import { ownWindows } from './windows.ts';

const far = {
	ask,
	onChange,
	newId: () => crypto.randomUUID(),
	now: () => new Date().toISOString(),
	windows: ownWindows(),
};

function today(): string {
	const now = new Date();
	const two = (part: number) => `${part}`.padStart(2, '0');
	return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** False where the browser does not let it be. */
function copied(text: string): Promise<boolean> {
	return navigator.clipboard.writeText(text).then(
		() => true,
		() => false,
	);
}

const browserName = import.meta.env.FIREFOX ? 'Firefox' : 'Chromium';

const root = document.getElementById('root');
if (root) {
	createRoot(root).render(
		<StrictMode>
			<AccessContext
				store={createAccessStore(far)}
				browserName={browserName}
				request={({ permissions, origins }) => requestRights({ permissions: [...permissions], origins })}
			>
				<SourceContext
					store={createSourceStore(far)}
					request={(pattern) => requestRights({ permissions: [], origins: [pattern] })}
					copy={copied}
				>
					<MapsContext store={createMapsStore(far)}>
						<Workspace
							store={createWorkspaceStore(far)}
							costs={createCostsStore(far)}
							inbox={createInboxStore(far)}
							storage={createStorageStore(far)}
							host={{
								browserName,
								requestSite: (pattern) => requestRights({ permissions: ['scripting'], origins: [pattern] }),
								download,
							}}
							today={today()}
						/>
					</MapsContext>
				</SourceContext>
			</AccessContext>
		</StrictMode>,
	);
}
