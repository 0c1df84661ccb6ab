import { useEffect, useState } from 'react';

const everyMs = 30_000;

/** The time, anew every half minute, so that ages stay true while nothing else happens. */
export function useNow(): Date {
	const [now, setNow] = useState(() => new Date());
	useEffect(() => {
		const timer = setInterval(() => setNow(new Date()), everyMs);
		return () => clearInterval(timer);
	}, []);
	return now;
}
