import { foldText } from '@portal/domain';
import unhomoglyph from 'unhomoglyph';

/**
 * Whether two names are one to who reads them: accents, case and what nobody sees ignored, and characters that look like
 * others taken for them (the skeleton of UTS 39, by Unicode's own list).
 */
export function isSameName(one: string, other: string): boolean {
  // Some characters look alike as they are written, some only once their case is ignored.
  return skeleton(foldText(one)) === skeleton(foldText(other)) || foldText(skeleton(one)) === foldText(skeleton(other));
}

function skeleton(name: string): string {
  return unhomoglyph(name.normalize('NFD')).normalize('NFD');
}
