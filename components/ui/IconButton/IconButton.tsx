import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import { texts } from '../../../assets/texts/palette.ts';
import { useTexts } from '../Language/Language.tsx';
import { shownKeys } from '../Shortcut/shortcut.ts';
import { Tooltip } from '../Tooltip/Tooltip.tsx';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label' | 'children'> {
	readonly icon: LucideIcon;
	/** The word for the icon: its accessible name and its tooltip. */
	readonly label: string;
	readonly isPressed?: boolean;
	/** False where something else already shows on hover. */
	readonly hasTooltip?: boolean;
	/** Keys that press it, as `aria-keyshortcuts` writes them. */
	readonly keys?: string;
	readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({
	icon: Icon,
	label,
	isPressed,
	hasTooltip = true,
	keys,
	className = '',
	...rest
}: IconButtonProps) {
	const { keys: words } = useTexts(texts);
	const button = (
		<button
			type="button"
			aria-label={label}
			aria-keyshortcuts={keys}
			aria-pressed={isPressed}
			className={`inline-grid size-7 shrink-0 place-items-center rounded-md text-ink-3 transition-colors hover:bg-track hover:text-ink disabled:cursor-default disabled:opacity-50 aria-pressed:bg-accent-soft aria-pressed:text-accent data-popup-open:bg-accent-soft data-popup-open:text-accent ${className}`}
			{...rest}
		>
			<Icon aria-hidden="true" size={16} strokeWidth={1.75} />
		</button>
	);
	const text = keys === undefined ? label : `${label} (${shownKeys(keys, words)})`;
	return hasTooltip ? <Tooltip text={text}>{button}</Tooltip> : button;
}
