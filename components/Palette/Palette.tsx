import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { type RefObject, useCallback, useRef, useState } from 'react';
import { texts } from '../../assets/texts/palette.ts';
import { useGuardedActs, useMeant } from '../ui/Guard/Guard.tsx';
import { useTexts } from '../ui/Language/Language.tsx';
import { usePopoverHost } from '../ui/Popover/Popover.tsx';
import { shownKeys } from '../ui/Shortcut/shortcut.ts';
import { type Action, goTo, isFound } from './actions.ts';

interface PaletteProps {
	/** What there was to press when it was opened; null while it is closed. */
	readonly actions: readonly Action[] | null;
	readonly onClose: () => void;
	/** Gives the page the focus back that it had before. */
	readonly onBack: () => void;
	/** Had the focus in the sidebar before; null when nothing had. */
	readonly cameFrom: HTMLElement | null;
}

/** Everything that can be pressed, found by typing. */
export function Palette({ actions, onClose, onBack, cameFrom }: PaletteProps) {
	const words = useTexts(texts);
	const input = useRef<HTMLInputElement>(null);
	/** What is to be done once the list is gone; null while it is not being closed. */
	const after = useRef<(() => void) | null>(null);
	const acts = useGuardedActs();

	const close = useCallback(() => {
		after.current = () => (cameFrom ? cameFrom.focus() : onBack());
		onClose();
	}, [cameFrom, onBack, onClose]);
	usePopoverHost(actions !== null, close);

	function choose(action: Action): void {
		after.current = () => {
			goTo(action.control);
			if (action.isPressed && !acts.has(action.control)) action.control.click();
		};
		onClose();
	}

	return (
		<Dialog.Root open={actions !== null} onOpenChange={(isOpen) => !isOpen && close()}>
			<Dialog.Portal>
				<Dialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
				<Dialog.Popup
					initialFocus={input}
					finalFocus={() => {
						// Called while the list is taken away, which is what keeps the rest from being focused.
						if (after.current) queueMicrotask(after.current);
						after.current = null;
						return false;
					}}
					className="fixed inset-x-2 top-2 z-50 flex h-[min(27rem,calc(100vh-16px))] flex-col overflow-hidden rounded-xl border border-line bg-page text-ink shadow-xl outline-none"
				>
					<Dialog.Title className="sr-only">{words.title}</Dialog.Title>
					{actions && <Found actions={actions} input={input} onChoose={choose} />}
				</Dialog.Popup>
			</Dialog.Portal>
		</Dialog.Root>
	);
}

interface FoundProps {
	readonly actions: readonly Action[];
	readonly input: RefObject<HTMLInputElement | null>;
	readonly onChoose: (action: Action) => void;
}

function Found({ actions, input, onChoose }: FoundProps) {
	const words = useTexts(texts);
	const [query, setQuery] = useState('');
	const acts = useGuardedActs();
	// The list as a whole is what must have been seen: it stays as large as it is, whatever is found.
	const { ref, meant } = useMeant();

	function choose(action: Action): void {
		const act = acts.get(action.control);
		if (act) meant(act);
		onChoose(action);
	}

	return (
		<div ref={ref} className="flex min-h-0 flex-1 flex-col">
			<Autocomplete.Root
				open
				inline
				items={actions}
				value={query}
				onValueChange={setQuery}
				filter={(action: Action, typed: string) => isFound(action, typed)}
				itemToStringValue={({ name }: Action) => name}
				autoHighlight="always"
				keepHighlight
			>
				<div className="flex items-center gap-2 border-b border-line px-3">
					<Search aria-hidden="true" size={16} strokeWidth={1.75} className="shrink-0 text-ink-3" />
					<Autocomplete.Input
						ref={input}
						aria-label={words.search}
						placeholder={words.search}
						className="h-10 w-full min-w-0 border-0 bg-transparent text-sm text-ink outline-none placeholder:text-ink-3"
					/>
					<Dialog.Close className="sr-only">{words.close}</Dialog.Close>
				</div>
				<Autocomplete.Empty className="px-3 py-3 text-sm text-ink-2 empty:hidden">
					{words.none(query)}
				</Autocomplete.Empty>
				<Autocomplete.List
					aria-label={words.title}
					className="min-h-0 flex-1 overflow-y-auto py-1 empty:flex-none empty:p-0"
				>
					{(action: Action) => (
						<Autocomplete.Item
							key={action.id}
							value={action}
							onClick={() => choose(action)}
							className="flex cursor-pointer scroll-my-1 items-center gap-2 px-3 py-1.5 text-sm outline-none data-highlighted:bg-accent-soft forced-colors:data-highlighted:outline-2"
						>
							<span className="min-w-0 flex-1">
								<span className="block truncate">{action.name}</span>
								<span className="block truncate text-xs text-ink-3">{action.detail}</span>
							</span>
							{action.keys && (
								<kbd className="shrink-0 rounded border border-line bg-panel px-1.5 font-sans text-[11px] leading-[18px] text-ink-2">
									{shownKeys(action.keys, words.keys)}
								</kbd>
							)}
						</Autocomplete.Item>
					)}
				</Autocomplete.List>
				<p className="m-0 border-t border-line px-3 py-1.5 text-xs text-ink-3">{words.hint}</p>
			</Autocomplete.Root>
		</div>
	);
}
