/** Every language that Dealside speaks; the first where none of them is wanted. */
const languages = ['en', 'de'] as const;

export type LanguageCode = (typeof languages)[number];

/** The language to speak to somebody who wants this one, "de-CH"; null for nobody knows. */
export function languageOf(tag: string | null): LanguageCode {
	const wanted = tag?.toLowerCase().split('-')[0];
	return languages.find((code) => code === wanted) ?? languages[0];
}
