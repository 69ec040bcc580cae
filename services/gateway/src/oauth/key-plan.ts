/** A key by its age. */
export interface AgedKey {
  kid: string;
  createdAt: Date;
  /** Whether its private half can be opened; else it only verifies. */
  signs: boolean;
}

const HOUR_MS = 3_600_000;

/** A key is made anew after so long. */
const RENEWED_AFTER_MS = 30 * 24 * HOUR_MS;
/** A new key is published for so long before it signs, so that who keeps the key set for a while has it in time. */
const PUBLISHED_BEFORE_MS = 24 * HOUR_MS;
/** Once it signs no more it stays published until what it signed has ended. */
const PUBLISHED_AFTER_MS = 24 * HOUR_MS;

/** What is to be done with the keys at a moment. */
export interface KeyPlan {
  /** Signs now; undefined where there is no key at all. */
  signer: string | undefined;
  /** Are published, the signer among them. */
  published: string[];
  needsNewKey: boolean;
}

/** Plans from the keys that there are: the newest that was published long enough signs, its forerunners verify on. */
export function planKeys(keys: readonly AgedKey[], now: Date): KeyPlan {
  const age = ({ createdAt }: AgedKey) => now.getTime() - createdAt.getTime();
  const newestFirst = [...keys].sort((one, other) => age(one) - age(other));
  const able = newestFirst.filter(({ signs }) => signs);
  const signer = able.find((key) => age(key) >= PUBLISHED_BEFORE_MS) ?? able.at(-1);
  // A key's successor took over once it had been published long enough; from then on the key only verifies.
  const published = newestFirst.filter((_key, place) => {
    const successor = newestFirst[place - 1];
    return !successor || age(successor) <= PUBLISHED_BEFORE_MS + PUBLISHED_AFTER_MS;
  });
  const [newest] = able;
  return {
    signer: signer?.kid,
    published: published.map(({ kid }) => kid),
    needsNewKey: newest === undefined || age(newest) >= RENEWED_AFTER_MS,
  };
}
