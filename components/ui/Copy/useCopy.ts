import { useToast } from '../Toast/Toast.tsx';

/** Copies text and says so; where the clipboard is closed to us, the text itself is said to be copied by hand. */
export function useCopy(): (text: string, done: string) => void {
	const toast = useToast();
	return (text, done) => {
		navigator.clipboard.writeText(text).then(
			() => toast({ text: done }),
			() => toast({ text: copyByHand(text) ? done : text }),
		);
	};
}

/** The way of older browsers, which needs no permission inside a frame. */
function copyByHand(text: string): boolean {
	const place = document.createElement('textarea');
	place.value = text;
	place.style.position = 'fixed';
	place.style.opacity = '0';
	document.body.append(place);
	place.select();
	const isCopied = document.execCommand('copy');
	place.remove();
	return isCopied;
}
