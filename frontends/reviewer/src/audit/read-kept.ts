import { chainOf, type PublishedCheckpoints } from '@portal/audit-chain/in-browser';

/** A month is 744 hours, and a checkpoint some 300 letters. */
const LARGEST = 2_000_000;

/** What somebody kept of what the portal published; undefined for a file that is something else. */
export async function readKept(file: File): Promise<PublishedCheckpoints | undefined> {
  if (file.size > LARGEST) return undefined;
  try {
    const { keys, checkpoints } = JSON.parse(await file.text()) as Partial<PublishedCheckpoints>;
    if (!Array.isArray(keys) || !Array.isArray(checkpoints)) return undefined;
    // Throws for what is no signed text.
    checkpoints.forEach(chainOf);
    return { keys: keys.filter((key) => typeof key === 'object' && key !== null), checkpoints };
  } catch {
    return undefined;
  }
}
