import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef } from 'react';
import { texts } from '../../../assets/texts/press.ts';
import { Button, type ButtonProps } from '../Button/Button.tsx';
import { useTexts } from '../Language/Language.tsx';
import { useToast } from '../Toast/Toast.tsx';
import type { PressJudge } from './judge.ts';

interface Guarded {
	readonly judge: PressJudge | null;
	/** What each guarded button does, for a list that judges the press on itself. */
	readonly acts: WeakMap<Element, () => void>;
}

const GuardContext = createContext<Guarded>({ judge: null, acts: new WeakMap() });

interface GuardProps {
	readonly judge: PressJudge;
	readonly children: ReactNode;
}

/** Around everything in which a press may write, reveal or send. */
export function GuardProvider({ judge, children }: GuardProps) {
	const guarded = useMemo(() => ({ judge, acts: new WeakMap<Element, () => void>() }), [judge]);
	return <GuardContext value={guarded}>{children}</GuardContext>;
}

interface Meant {
	/** Classes of the element that is pressed, or of a row of which any part may be. */
	readonly ref: (element: HTMLElement | null) => (() => void) | undefined;
	/** Does it if the press was seen and meant, else says why it did not count. */
	readonly meant: (act: () => void) => void;
}

/** For what writes, reveals or sends. Outside a `GuardProvider` nothing is ever done. */
export function useMeant(): Meant {
	const { judge } = useContext(GuardContext);
	const words = useTexts(texts);
	const toast = useToast();
	const element = useRef<HTMLElement | null>(null);
	const ref = useCallback(
		(found: HTMLElement | null) => {
			element.current = found;
			if (!found || !judge) return;
			const stop = judge.watch(found);
			return () => {
				stop();
				element.current = null;
			};
		},
		[judge],
	);
	const latest = useRef(words);
	latest.current = words;
	return useMemo(
		() => ({
			ref,
			meant(act) {
				const pressed = element.current;
				if (!judge || !pressed) return;
				void judge.refusal(pressed).then((refusal) => {
					if (refusal === null) act();
					else toast({ text: latest.current[refusal] });
				});
			},
		}),
		[judge, ref, toast],
	);
}

/**
 * What guarded buttons do when their press counts, by button. Only for who judges the press on something else by `useMeant`,
 * in which the user saw what would be pressed.
 */
export function useGuardedActs(): Pick<WeakMap<Element, () => void>, 'get' | 'has'> {
	return useContext(GuardContext).acts;
}

interface GuardedButtonProps extends Omit<ButtonProps, 'onClick' | 'ref' | 'type'> {
	/** Missing: sends the form that the button is in. */
	readonly onPress?: () => void;
}

/** A button that writes, reveals or sends: it does so only when the press was seen and meant. */
export function GuardedButton({ onPress, 'aria-disabled': isDisabled, ...rest }: GuardedButtonProps) {
	const { ref, meant } = useMeant();
	const { acts } = useContext(GuardContext);
	const button = useRef<HTMLButtonElement>(null);
	const act = onPress ?? (() => button.current?.form?.requestSubmit());
	useEffect(() => {
		if (button.current) acts.set(button.current, act);
	});
	return (
		// Around the button: an effect of its own, as on hovering, would count as being distorted.
		<span ref={ref} className="inline-flex">
			<Button
				{...rest}
				ref={button}
				type={onPress ? 'button' : 'submit'}
				aria-disabled={isDisabled}
				onClick={(event) => {
					if (isDisabled) return;
					event.preventDefault();
					meant(act);
				}}
			/>
		</span>
	);
}
