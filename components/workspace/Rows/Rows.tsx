import { ArrowDown, ArrowUp, type LucideIcon, Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { texts } from '../../../assets/texts/rows.ts';
import { Button, type ButtonProps } from '../../ui/Button/Button.tsx';
import { IconButton } from '../../ui/IconButton/IconButton.tsx';
import { useFormat, useTexts } from '../../ui/Language/Language.tsx';

interface RowsProps {
	/** False where a toast says what was removed. */
	readonly isRemovalSaid?: boolean;
	/** How the list and what adds to it are laid out; without it, as if this element were not there. */
	readonly className?: string;
	/** The list and what adds to it; each row has a `data-row` that no other row of the list has. */
	readonly children: ReactNode;
}

/** A button of the list that was pressed, and the rows at that moment by their keys. */
interface Press {
	readonly button: HTMLElement;
	readonly row: string | undefined;
	readonly rows: readonly string[];
}

const opposite: Readonly<Record<string, string>> = { up: 'down', down: 'up' };

const keyOf = (element: Element | null) => element?.closest<HTMLElement>('[data-row]')?.dataset.row;

/** Elements of this list, without those of a list inside a row. */
function own(list: HTMLElement, selector: string): HTMLElement[] {
	return [...list.querySelectorAll<HTMLElement>(selector)].filter((each) => each.closest('[data-rows]') === list);
}

const keysOf = (list: HTMLElement) => own(list, '[data-row]').map((row) => row.dataset.row ?? '');

const isPressable = (button: HTMLElement) => button.getAttribute('aria-disabled') !== 'true';

/**
 * A list to edit. A new row gets the focus in its first field, a removed row gives it to its neighbour, and a moved row
 * keeps it. `data-does` says what a button does: "add", "remove", "up" or "down"; "open" marks what takes the focus when
 * no row is left, where rows are added by a form.
 */
export function Rows({ isRemovalSaid = true, className = 'contents', children }: RowsProps) {
	const words = useTexts(texts);
	const format = useFormat();
	const box = useRef<HTMLDivElement>(null);
	const press = useRef<Press | null>(null);
	const [said, setSaid] = useState({ serial: 0, text: '' });

	useEffect(() => {
		const list = box.current;
		if (list === null) return;
		const clicked = ({ target }: Event) => {
			const button = target instanceof Element ? target.closest<HTMLElement>('[data-does]') : null;
			if (button?.closest('[data-rows]') !== list || !isPressable(button)) return;
			press.current = { button, row: keyOf(button), rows: keysOf(list) };
		};
		// A key held down would go on where the focus is next: remove the neighbour too, or send the new field's form.
		const held = (event: KeyboardEvent) => {
			if (!event.repeat || event.key !== 'Enter' || !(event.target instanceof Element)) return;
			if (!event.target.closest('[data-does="up"], [data-does="down"], textarea')) event.preventDefault();
		};
		list.addEventListener('click', clicked, true);
		list.addEventListener('keydown', held);
		return () => {
			list.removeEventListener('click', clicked, true);
			list.removeEventListener('keydown', held);
		};
	}, []);

	useLayoutEffect(() => {
		const list = box.current;
		if (list === null || press.current === null) return;
		const { button, row, rows } = press.current;
		const { does = '', of = '' } = button.dataset;
		const now = keysOf(list);
		const isToGo = does === 'remove' && row !== undefined;
		// Where each row is saved by itself, this is drawn later, and what others changed before.
		if (isToGo ? now.includes(row) : now.join('\n') === rows.join('\n')) return;
		press.current = null;
		const isElsewhere = document.activeElement !== document.body && document.activeElement !== button;
		const focus = (element: HTMLElement | null | undefined) => (isElsewhere ? undefined : element?.focus());
		const buttonOf = (key: string | undefined, name: string | undefined) =>
			own(list, `[data-row] [data-does="${name}"]`).find((each) => keyOf(each) === key && isPressable(each));
		const say = (text: string) => setSaid(({ serial }) => ({ serial: serial + 1, text }));

		if (does === 'add') {
			const added = own(list, '[data-row]').find((each) => !rows.includes(each.dataset.row ?? ''));
			const field = added?.querySelector<HTMLElement>('input, select, textarea');
			focus(field ?? added?.querySelector('button'));
			// What a row begins with, such as the currency of the one before, goes when one types.
			if (field instanceof HTMLInputElement && !isElsewhere) field.select();
		} else if (does === 'remove') {
			// Outside the rows there may be a button that removes several: then the first of the rest is next.
			const at = row === undefined ? -1 : rows.indexOf(row);
			const next = [...rows.slice(at + 1), ...rows.slice(0, at).reverse()].find((key) => now.includes(key));
			const start = own(list, '[data-does="add"], [data-does="open"]')[0];
			focus(buttonOf(next, 'remove') ?? start ?? list.querySelector<HTMLElement>('input, button'));
			if (isRemovalSaid) say(words.removed);
		} else if (row !== undefined && now.includes(row)) {
			focus(buttonOf(row, does) ?? buttonOf(row, opposite[does]));
			say(words.moved(of, format.count(now.indexOf(row) + 1), format.count(now.length)));
		}
	});

	return (
		<div ref={box} data-rows="" className={className}>
			{children}
			<p role="status" className="sr-only">
				<span key={said.serial}>{said.text}</span>
			</p>
		</div>
	);
}

interface AddRowProps extends Omit<ButtonProps, 'onClick'> {
	readonly onAdd: () => void;
}

export function AddRow({ onAdd, children, look = 'quiet', size = 'small', className = 'w-fit', ...rest }: AddRowProps) {
	return (
		<Button
			look={look}
			size={size}
			className={className}
			data-does="add"
			onClick={() => {
				if (rest['aria-disabled'] !== true) onAdd();
			}}
			{...rest}
		>
			<Plus aria-hidden="true" size={size === 'small' ? 14 : 16} /> {children}
		</Button>
	);
}

interface RemoveRowProps {
	readonly icon?: LucideIcon;
	/** "Remove level Director". */
	readonly label: string;
	readonly className?: string;
	readonly onRemove: () => void;
}

export function RemoveRow({ icon = Trash2, label, className, onRemove }: RemoveRowProps) {
	return <IconButton icon={icon} label={label} className={className} data-does="remove" onClick={onRemove} />;
}

interface MoveRowProps {
	/** What moves. */
	readonly name: string;
	readonly isFirst: boolean;
	readonly isLast: boolean;
	readonly onMove: (by: -1 | 1) => void;
}

export function MoveRow({ name, isFirst, isLast, onMove }: MoveRowProps) {
	const words = useTexts(texts);
	return (
		<>
			<IconButton
				icon={ArrowUp}
				label={words.up(name)}
				data-does="up"
				data-of={name}
				aria-disabled={isFirst}
				className="aria-disabled:opacity-40"
				onClick={() => isFirst || onMove(-1)}
			/>
			<IconButton
				icon={ArrowDown}
				label={words.down(name)}
				data-does="down"
				data-of={name}
				aria-disabled={isLast}
				className="aria-disabled:opacity-40"
				onClick={() => isLast || onMove(1)}
			/>
		</>
	);
}
