import type { StampFault, StampRefused } from '@portal/conformance/time-stamps';
import type { Verification } from '@portal/conformance/verify';

/** What the time stamp of a report says, or why it says nothing; null where it has none. */
export type CheckedStamp =
  | { outcome: 'FITS'; at: Date; authority: string }
  | { outcome: 'REFUSED'; fault: StampFault }
  | { outcome: 'NOT_READ' }
  /** It is of the file as it was issued: a JSON that was laid out anew says the same in other bytes. */
  | { outcome: 'OF_ORIGINAL' }
  | null;

/** Holds what the portal has as the report's time stamp against its file, here in the browser. */
export async function verifyStamp(
  file: Uint8Array<ArrayBuffer>,
  { reportId, media }: Extract<Verification, { outcome: 'GENUINE' }>,
): Promise<CheckedStamp> {
  const answer = await stampOf(`${encodeURIComponent(reportId)}.${media.toLowerCase()}`).catch(() => undefined);
  if (!answer) return answer === null ? null : { outcome: 'NOT_READ' };
  const stamps = await import('@portal/conformance/time-stamps').catch(() => undefined);
  if (!stamps) return { outcome: 'NOT_READ' };
  return stamps.readStamp(answer, file).then(
    ({ at, authority }) => ({ outcome: 'FITS', at, authority }),
    // It throws nothing else.
    ({ fault }: StampRefused) =>
      fault === 'OTHER_FILE' && media === 'JSON' ? { outcome: 'OF_ORIGINAL' } : { outcome: 'REFUSED', fault },
  );
}

/** Null where there is none; throws where that cannot be told. */
async function stampOf(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const answer = await fetch(`/conformance-reports/${name}.tsr`);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`the time stamp was answered ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
