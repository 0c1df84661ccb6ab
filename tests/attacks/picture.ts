import { inflateSync } from 'node:zlib';

/** A picture as the browser takes it: eight bits a channel, rows from the top. */
export interface Picture {
	readonly width: number;
	readonly height: number;
	readonly channels: 3 | 4;
	readonly pixels: Uint8Array;
}

/** What a byte was before its row was filtered, by the five filters of the PNG specification (§ 9.2). */
function unfiltered(filter: number, raw: number, left: number, up: number, corner: number): number {
	if (filter === 1) return raw + left;
	if (filter === 2) return raw + up;
	if (filter === 3) return raw + ((left + up) >> 1);
	if (filter !== 4) return raw;
	const guess = left + up - corner;
	const [byLeft, byUp, byCorner] = [left, up, corner].map((one) => Math.abs(guess - one)) as [number, number, number];
	return raw + (byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner);
}

/** Reads a PNG of eight bits a channel with neither palette nor interlacing; throws for any other. */
export function readPicture(png: Buffer): Picture {
	const width = png.readUInt32BE(16);
	const height = png.readUInt32BE(20);
	const colour = png[25];
	if (png[24] !== 8 || (colour !== 2 && colour !== 6) || png[28] !== 0) throw new Error('a picture of another kind');
	const channels = colour === 2 ? 3 : 4;
	const parts: Buffer[] = [];
	for (let at = 8; at < png.length; ) {
		const size = png.readUInt32BE(at);
		if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + size));
		at += size + 12;
	}
	const data = inflateSync(Buffer.concat(parts));
	const row = width * channels;
	const pixels = new Uint8Array(row * height);
	for (let y = 0; y < height; y += 1) {
		const filter = data[y * (row + 1)] ?? 0;
		for (let x = 0; x < row; x += 1) {
			const at = y * row + x;
			const left = x < channels ? 0 : (pixels[at - channels] ?? 0);
			const up = y === 0 ? 0 : (pixels[at - row] ?? 0);
			const corner = y === 0 || x < channels ? 0 : (pixels[at - row - channels] ?? 0);
			pixels[at] = unfiltered(filter, data[y * (row + 1) + 1 + x] ?? 0, left, up, corner);
		}
	}
	return { width, height, channels, pixels };
}

/** Shades of a channel in which two pictures of the same thing may differ: smoothing of letters, a hover. */
const alike = 48;

/** As much may differ where letters are smoothed otherwise and a pointer left its trace: the button is still plainly there. */
export const plainly = 0.12;

/** How much of one picture looks otherwise in the other, from 0 to 1; 1 for pictures of other sizes. */
export function difference(one: Picture, other: Picture): number {
	if (one.width !== other.width || one.height !== other.height || one.channels !== other.channels) return 1;
	let differing = 0;
	for (let at = 0; at < one.pixels.length; at += one.channels) {
		const isOther = [0, 1, 2].some(
			(channel) => Math.abs((one.pixels[at + channel] ?? 0) - (other.pixels[at + channel] ?? 0)) > alike,
		);
		if (isOther) differing += 1;
	}
	return differing / (one.width * one.height);
}
