import {
	type ComponentType,
	createContext,
	type ReactNode,
	useCallback,
	useContext,
	useEffect,
	useMemo,
	useRef,
	useState,
} from 'react';
import { Button } from '../Button/Button.tsx';

interface ToastWords {
	readonly text: string;
	/** With an undo the toast stays ten seconds. */
	readonly undo?: { readonly label: string; readonly run: () => void };
}

type Show = (toast: ToastWords) => void;

const ToastContext = createContext<Show>(() => undefined);

const undoMs = 10_000;
const plainMs = 4_000;

export function useToast(): Show {
	return useContext(ToastContext);
}

interface ToastProviderProps {
	/** What takes the last thing back. */
	readonly undoButton: ComponentType<UndoButtonProps>;
	readonly children: ReactNode;
}

export interface UndoButtonProps {
	readonly size: 'small';
	readonly className: string;
	readonly onPress: () => void;
	readonly children: ReactNode;
}

/** For pages that nobody can lay anything over. */
export function PlainUndo({ onPress, ...rest }: UndoButtonProps) {
	return <Button {...rest} onClick={onPress} />;
}

/** One toast at a time: the last thing done is the one that can be undone. */
export function ToastProvider({ undoButton: UndoButton, children }: ToastProviderProps) {
	const [shown, setShown] = useState<(ToastWords & { readonly serial: number }) | null>(null);
	const serial = useRef(0);
	const [isHeld, setHeld] = useState(false);
	const show = useCallback<Show>((toast) => {
		serial.current += 1;
		setShown({ ...toast, serial: serial.current });
	}, []);
	useEffect(() => {
		if (!shown || isHeld) return;
		const timer = setTimeout(() => setShown(null), shown.undo ? undoMs : plainMs);
		return () => clearTimeout(timer);
	}, [shown, isHeld]);
	const undo = shown?.undo;
	const content = useMemo(() => children, [children]);
	return (
		<ToastContext value={show}>
			{content}
			<div
				role="status"
				onPointerEnter={() => setHeld(true)}
				onPointerLeave={() => setHeld(false)}
				onFocus={() => setHeld(true)}
				onBlur={() => setHeld(false)}
				className="pointer-events-none fixed inset-x-3 bottom-12 z-50 flex justify-center"
			>
				{shown ? (
					<div
						key={shown.serial}
						className="pointer-events-auto flex max-w-md items-center gap-3 rounded-lg bg-ink py-1.5 pr-1.5 pl-3.5 text-sm text-page shadow-lg"
					>
						<span className="py-0.5">{shown.text}</span>
						{undo ? (
							<UndoButton
								size="small"
								className="border-page/40! bg-transparent! text-page! hover:bg-page/15!"
								onPress={() => {
									undo.run();
									setShown(null);
									setHeld(false);
								}}
							>
								{undo.label}
							</UndoButton>
						) : (
							<span className="w-2" />
						)}
					</div>
				) : null}
			</div>
		</ToastContext>
	);
}
