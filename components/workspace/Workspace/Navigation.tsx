import {
	Coins,
	Eye,
	FileJson,
	Files,
	Handshake,
	ListChecks,
	type LucideIcon,
	Milestone,
	Scale,
	Settings2,
	Stamp,
	Wallet,
} from 'lucide-react';
import { texts as approvalsTexts } from '../../../assets/texts/approvals.ts';
import { texts as workspaceTexts } from '../../../assets/texts/workspace.ts';
import { isUnsaved } from '../../../stores/workspace/forms/forms.ts';
import { selectWaiting } from '../../../stores/workspace/inbox.ts';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';
import { useInbox, useWorkspace } from '../Context/Context.tsx';
import type { Route } from './useRoute.ts';

interface NavigationProps {
	readonly route: Route;
}

const groups: readonly { readonly name: 'marketing' | 'management' | 'everyone'; readonly routes: readonly Route[] }[] =
	[
		{ name: 'marketing', routes: ['collateral'] },
		{ name: 'management', routes: ['start', 'process', 'policy', 'reps', 'approvals', 'pay', 'trades', 'costs'] },
		{ name: 'everyone', routes: ['playbook', 'settings'] },
	];

const icons: Readonly<Record<Route, LucideIcon>> = {
	start: ListChecks,
	collateral: Files,
	process: Milestone,
	policy: Scale,
	reps: Eye,
	approvals: Stamp,
	pay: Wallet,
	trades: Handshake,
	costs: Coins,
	playbook: FileJson,
	settings: Settings2,
};

export function Navigation({ route }: NavigationProps) {
	const words = useTexts(workspaceTexts).nav;
	const approvals = useTexts(approvalsTexts);
	const format = useFormat();
	const forms = useWorkspace((state) => state.forms);
	const waiting = useInbox(selectWaiting);
	const unsaved: Partial<Record<Route, boolean>> = {
		collateral: isUnsaved(forms, 'piece'),
		process: isUnsaved(forms, 'process'),
		policy: isUnsaved(forms, 'limits', 'rule'),
		reps: isUnsaved(forms, 'reps'),
		approvals: isUnsaved(forms, 'approvals'),
		pay: isUnsaved(forms, 'pay'),
		trades: isUnsaved(forms, 'trades'),
		settings: isUnsaved(forms, 'standing'),
	};
	return (
		<nav aria-label={words.label} className="md:w-52 md:shrink-0">
			<div className="flex flex-wrap gap-1 border-b border-line px-3 py-2 md:sticky md:top-4 md:grid md:gap-5 md:border-0 md:p-0">
				{groups.map((group) => (
					<div key={group.name} className="contents md:block">
						<p className="m-0 hidden px-2.5 pb-1 text-xs font-semibold text-ink-3 md:block">{words[group.name]}</p>
						<ul className="m-0 flex list-none flex-wrap gap-1 p-0 md:grid md:gap-0.5">
							{group.routes.map((each) => {
								const Icon = icons[each];
								return (
									<li key={each}>
										<a
											href={`#/${each}`}
											aria-current={each === route ? 'page' : undefined}
											className="flex min-h-8 items-center gap-2 rounded-lg px-2.5 text-sm whitespace-nowrap text-ink-2 no-underline hover:bg-panel hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent"
										>
											<Icon aria-hidden="true" size={16} strokeWidth={1.75} className="hidden shrink-0 sm:block" />
											{words[each]}
											{each === 'approvals' && waiting > 0 ? (
												<>
													<span
														aria-hidden="true"
														title={approvals.waiting(waiting, format.count(waiting))}
														className="rounded-full bg-warn-soft px-1.5 text-xs font-semibold text-warn tabular-nums"
													>
														{format.count(waiting)}
													</span>
													<span className="sr-only">({approvals.waiting(waiting, format.count(waiting))})</span>
												</>
											) : null}
											{unsaved[each] ? (
												<>
													<span aria-hidden="true" title={words.unsaved} className="text-warn">
														▲
													</span>
													<span className="sr-only">({words.unsaved})</span>
												</>
											) : null}
										</a>
									</li>
								);
							})}
						</ul>
					</div>
				))}
			</div>
		</nav>
	);
}
