import type { Guides } from './guides.ts';
import { judge } from './judge.ts';
import { type LocatedFinding, readDocument } from './read-document.ts';
import { xmlProperty } from './xml/write-xml.ts';

/** Judges a document as it was sent, in JSON or in XML, and received at that moment; what no document may be made of (BOUNDS) is refused before. */
export function judgeText(text: string, guides: Guides, now: Date): LocatedFinding[] {
  const { document, refused } = readDocument(text, guides);
  if (!document) return refused;
  const write = document.format === 'xml' ? xmlProperty(guides) : undefined;
  return judge(document.resource, guides, now, write).map((finding) => ({
    ...finding,
    ...document.positionOf(finding.path),
  }));
}
