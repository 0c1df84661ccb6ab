/** Starts a browser; one that ended before it could be driven is said, and started again once. */
export async function started<T>(name: string, start: () => Promise<T>): Promise<T> {
	try {
		return await start();
	} catch (cause) {
		const [why = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
		process.stdout.write(`${name} died while it started (${why}). It is started again.\n`);
		return start();
	}
}
