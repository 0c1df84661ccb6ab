import './harness.css';
import { createRoot } from 'react-dom/client';
import { Sidebar } from '../../../../components/Sidebar/Sidebar.tsx';
import { farSideIn, stateNames } from './states.ts';

const asked = new URLSearchParams(location.search);
const state = stateNames.find((name) => name === asked.get('state')) ?? 'clean';
const theme = asked.get('theme') === 'dark' ? 'dark' : 'light';
const far = await farSideIn(state, asked.get('lang') === 'de' ? 'de' : 'en', theme);
document.documentElement.dataset.theme = theme;

const root = document.getElementById('root');
if (root) {
	createRoot(root).render(
		<Sidebar
			deal={far.deal}
			frame={far.frame}
			storage={far.storage}
			judge={far.judge}
			onPopover={far.popovers.opened}
			onOpenBehind={() => undefined}
			today={() => new Date().toISOString().slice(0, 10)}
			onEscape={() => undefined}
			onWorkspace={() => undefined}
		/>,
	);
}
