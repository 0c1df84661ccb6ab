/** More than any record is; an answer without an end must not fill the memory. */
const mostBytes = 10_000_000;

/** The text of an answer; null for one that is longer than a record can be. */
export async function boundedText(response: Response, most = mostBytes): Promise<string | null> {
	if (!response.body) return '';
	const reader = response.body.getReader();
	const decoder = new TextDecoder();
	let bytes = 0;
	let text = '';
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return text + decoder.decode();
		bytes += value.byteLength;
		if (bytes > most) {
			await reader.cancel();
			return null;
		}
		text += decoder.decode(value, { stream: true });
	}
}
