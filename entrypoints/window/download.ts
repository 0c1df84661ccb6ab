/** Offers a text as a file; the browser saves it where it saves downloads. */
export function download(fileName: string, text: string, type: string): void {
	const address = URL.createObjectURL(new Blob([text], { type }));
	const link = document.createElement('a');
	link.href = address;
	link.download = fileName;
	link.click();
	// Revoked later: the browser reads the file after the click has returned.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
