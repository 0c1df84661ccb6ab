import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { type LanguageCode, languageOf } from '../../../assets/texts/languages.ts';
import { createFormat, type Format } from './format.ts';

interface Spoken {
	readonly code: LanguageCode;
	readonly format: Format;
}

const LanguageContext = createContext<Spoken>({ code: 'en', format: createFormat('en') });

interface LanguageProviderProps {
	readonly language: 'auto' | LanguageCode;
	readonly children: ReactNode;
}

/** Numbers follow the browser's regional variant ("de-CH") when it is a variant of the language shown. */
function localeOf(code: LanguageCode, preferred: readonly string[]): string {
	return preferred.find((tag) => tag.toLowerCase().startsWith(code)) ?? code;
}

export function LanguageProvider({ language, children }: LanguageProviderProps) {
	const preferred = navigator.languages.join(' ');
	const spoken = useMemo<Spoken>(() => {
		const tags = preferred.split(' ').filter(Boolean);
		const code = language === 'auto' ? languageOf(tags[0] ?? null) : language;
		return { code, format: createFormat(localeOf(code, tags)) };
	}, [language, preferred]);
	useEffect(() => {
		// A screen reader reads with this language's voice.
		document.documentElement.lang = spoken.code;
	}, [spoken.code]);
	return <LanguageContext value={spoken}>{children}</LanguageContext>;
}

/** The table of the language in use. */
export function useTexts<T>(tables: Readonly<Record<LanguageCode, T>>): T {
	return tables[useContext(LanguageContext).code];
}

/** How numbers, money and dates are written for this user. */
export function useFormat(): Format {
	return useContext(LanguageContext).format;
}

export function useLanguageCode(): LanguageCode {
	return useContext(LanguageContext).code;
}
