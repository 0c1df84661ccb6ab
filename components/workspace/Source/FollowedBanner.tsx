import { texts } from '../../../assets/texts/source.ts';
import { useTexts } from '../../ui/Language/Language.tsx';
import { useFollowed } from './SourceContext.tsx';

/** Says in every section of the playbook that it is changed elsewhere. */
export function FollowedBanner() {
	const words = useTexts(texts);
	const followed = useFollowed();
	if (followed === null) return null;
	const { host } = new URL(followed.address);
	const by = followed.news[0]?.publication?.by;
	return (
		<p className="mt-0 mb-5 rounded-xl bg-accent-soft px-4 py-3 text-sm" role="note">
			<b className="font-semibold">{by === undefined ? words.bannerTitle(host) : words.bannerBy(by, host)}</b>{' '}
			{words.banner}{' '}
			<a href="#/playbook" className="font-semibold text-accent underline-offset-2 hover:underline">
				{words.bannerLink}
			</a>
		</p>
	);
}
