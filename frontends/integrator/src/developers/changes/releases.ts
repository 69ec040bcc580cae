import changelog from '../../../../../packages/schema/changelog.json';
import type { Release } from './changelog.ts';

/** What changed, the newest version first. */
export const RELEASES = changelog as readonly Release[];
