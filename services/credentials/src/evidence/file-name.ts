import { type EvidenceMediaType, LIMITS, withoutInvisible } from '@portal/domain';

// Controls and whatever else is no character that one sees.
const UNSEEN = /\p{C}/gu;

/** The name as people see it again: the last step of a path, no control, direction or invisible character, never empty. */
export function cleanFileName(name: string | undefined): string {
  const step = (name ?? '').split(/[/\\]/).at(-1) ?? '';
  const clean = withoutInvisible(step.normalize('NFC')).replace(UNSEEN, '').trim();
  return shorten(clean, LIMITS.fileName.max) || 'evidencia';
}

const ENDINGS: Readonly<Record<string, string>> & Record<EvidenceMediaType, string> = {
  'application/pdf': '.pdf',
  'image/png': '.png',
};

/** The name with the ending that its bytes have: what a computer does with a file goes by it. */
export function evidenceFileName(name: string, mediaType: string): string {
  const ending = ENDINGS[mediaType] ?? '';
  // Windows leaves out dots and spaces at the end, and with them an ending that only seems to be there.
  const bare = name.replace(/[.\s]+$/u, '');
  if (bare.toLowerCase().endsWith(ending) && bare.length > ending.length) return bare;
  return `${shorten(bare, LIMITS.fileName.max - ending.length) || 'evidencia'}${ending}`;
}

/** Keeps the ending, which tells people what a file is. */
function shorten(name: string, max: number): string {
  const characters = [...name];
  const surplus = characters.length - max;
  if (surplus <= 0) return name;
  const ending = /\.[^.]{1,10}$/u.exec(name)?.[0] ?? '';
  return characters.slice(0, max - [...ending].length).join('') + ending;
}
