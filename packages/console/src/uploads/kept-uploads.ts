import { createStore, delMany, entries, set, type UseStore } from 'idb-keyval';
import { makeKey } from '../acts/make-key.ts';

/** What a file is sent for. */
export type UploadPurpose = 'evidence' | 'message';

/** A file on its way, as it is kept in this browser until it has arrived: a page that is loaded anew goes on with it. */
export interface KeptUpload {
  readonly key: string;
  /** Whose it is: another who signs in in this browser finds nothing of it. */
  readonly person: string;
  readonly purpose: UploadPurpose;
  readonly accessRequest: string;
  readonly requirements: readonly string[];
  readonly file: File;
  /** Where it goes on; undefined until it was begun. */
  readonly address?: string;
  readonly since: number;
}

/** The Portal gives up what nothing comes of for so long. */
const KEPT_MS = 24 * 3_600_000;
/** Where nobody is signed in it stays for so long from its beginning, for somebody whose session only ended. */
const LEFT_MS = 3_600_000;

let opened: UseStore | undefined;
const store = () => (opened ??= createStore('portal-envios', 'arquivos'));

/** What is being sent in this very page, by their files: the same file goes on where it stopped. */
const ofFile = new WeakMap<File, KeptUpload>();
/** Keys of what is being sent in this page now. */
const sending = new Set<string>();

const lockOf = (key: string) => `portal-envio-${key}`;

/** What is known of a file, where it was begun; else it is begun, and kept. */
export async function keptFor(file: File, facts: Omit<KeptUpload, 'key' | 'file' | 'since'>): Promise<KeptUpload> {
  const before = ofFile.get(file);
  if (before) return before;
  const kept = { ...facts, key: makeKey(), file, since: Date.now() };
  await keep(kept);
  return kept;
}

/** What is known of a file that was begun in this page. */
export const keptOf = (file: File): KeptUpload | undefined => ofFile.get(file);

/** Keeps it as it stands now. */
export async function keep(kept: KeptUpload): Promise<void> {
  ofFile.set(kept.file, kept);
  // A full or forbidden store loses the safety net, not the file.
  if (typeof indexedDB !== 'undefined') await set(kept.key, kept, store()).catch(() => {});
}

/** It has arrived, or is given up. */
export async function forget({ key, file }: KeptUpload): Promise<void> {
  ofFile.delete(file);
  if (typeof indexedDB !== 'undefined') await delMany([key], store()).catch(() => {});
}

/** Sends it, and lets other pages of this browser know for so long that somebody does. */
export async function whileSending<Answer>({ key }: KeptUpload, send: () => Promise<Answer>): Promise<Answer> {
  sending.add(key);
  const done = Promise.withResolvers<void>();
  void navigator.locks?.request(lockOf(key), { ifAvailable: true }, () => done.promise);
  try {
    return await send();
  } finally {
    sending.delete(key);
    done.resolve();
  }
}

/** What this person had on its way to a request when a page went, and no page sends now, oldest first. */
export async function unfinishedOf(facts: Pick<KeptUpload, 'person' | 'purpose' | 'accessRequest'>): Promise<File[]> {
  const kept = await allKept();
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const elsewhere = new Set(held.map(({ name }) => name));
  const found = kept
    .filter(({ key, person, purpose, accessRequest }) => {
      const same = person === facts.person && purpose === facts.purpose && accessRequest === facts.accessRequest;
      return same && !sending.has(key) && !elsewhere.has(lockOf(key));
    })
    .toSorted((one, other) => one.since - other.since);
  for (const one of found) ofFile.set(one.file, one);
  return found.map(({ file }) => file);
}

/** Takes away what is another's, or too old to go on. */
export function forgetUploads(person: string): Promise<void> {
  const old = Date.now() - KEPT_MS;
  return forgetWhere((kept) => kept.person !== person || kept.since < old);
}

/** Takes away all of it. */
export const forgetAllUploads = (): Promise<void> => forgetWhere(() => true);

/** Takes away what nobody has come back to: whoever uses this browser next could read it. */
export function forgetLeftUploads(): Promise<void> {
  const old = Date.now() - LEFT_MS;
  return forgetWhere(({ since }) => since < old);
}

async function forgetWhere(holds: (kept: KeptUpload) => boolean): Promise<void> {
  const keys = (await allKept()).filter(holds).map(({ key }) => key);
  if (keys.length > 0) await delMany(keys, store()).catch(() => {});
}

async function allKept(): Promise<KeptUpload[]> {
  if (typeof indexedDB === 'undefined') return [];
  const all = await entries<string, KeptUpload>(store()).catch(() => []);
  return all.map(([, kept]) => kept);
}
