import { LARGEST_REPORT_BYTES, type Verification, verifyReport } from '@portal/conformance/verify';

/** What is found of a file, or why nothing could be. */
export type Checked = Verification | { outcome: 'NO_KEYS' };

const KEYS = '/.well-known/conformance-jwks.json';

/** Checks a file here in the browser: it goes nowhere, only the portal's public keys are fetched. */
export async function verifyFile(file: Blob): Promise<Checked> {
  if (file.size > LARGEST_REPORT_BYTES) return { outcome: 'UNUSABLE', why: 'TOO_LARGE' };
  const keys = await fetch(KEYS)
    .then((answer) => (answer.ok ? answer.json() : undefined))
    .catch(() => undefined);
  if (!keys) return { outcome: 'NO_KEYS' };
  return verifyReport(new Uint8Array(await file.arrayBuffer()), keys);
}
