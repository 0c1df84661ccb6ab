import { texts } from '../../assets/texts/levels.ts';
import { useTexts } from '../ui/Language/Language.tsx';

/** Names who must agree: a level of the built-in playbook in the user's language, the firm's own as it is written. */
export function useLevelName(): (level: { readonly name: string; readonly who: string }) => string {
	const words = useTexts(texts);
	return ({ name, who }) => {
		const shown = Object.hasOwn(words, name) ? words[name] : name;
		return who ? `${shown} (${who})` : (shown ?? name);
	};
}
