import type { ButtonHTMLAttributes, Ref } from 'react';
import { keysOf } from '../Shortcut/shortcut.ts';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
	/** One `primary` per view. `quiet` looks like a link, `danger` is for what cannot be taken back. */
	readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
	readonly size?: 'normal' | 'small';
	/** Keys that press it, as `aria-keyshortcuts` writes them. */
	readonly keys?: string | undefined;
	readonly ref?: Ref<HTMLButtonElement>;
}

const looks = {
	primary: 'border-accent bg-accent text-on-accent forced-color-adjust-none hover:brightness-110 active:brightness-95',
	plain: 'border-line bg-page text-ink hover:bg-panel active:bg-track',
	quiet: 'border-transparent text-accent hover:bg-accent-soft',
	danger: 'border-bad bg-page text-bad hover:bg-bad-soft',
} as const;

const sizes = {
	normal: 'min-h-8 px-3 py-1 text-sm',
	small: 'min-h-6 px-2 py-0.5 text-xs',
} as const;

export function Button({
	look = 'plain',
	size = 'normal',
	className = '',
	type = 'button',
	keys,
	...rest
}: ButtonProps) {
	return (
		<button
			type={type}
			{...keysOf(keys)}
			className={`inline-flex items-center justify-center gap-1.5 rounded-lg border font-semibold transition-colors disabled:cursor-default disabled:opacity-50 aria-disabled:cursor-default aria-disabled:opacity-50 ${looks[look]} ${sizes[size]} ${className}`}
			{...rest}
		/>
	);
}
