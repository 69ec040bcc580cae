import { applyPatch } from 'rfc6902';

type Path = readonly (string | number)[];

/** A step of a JSON Patch (RFC 6902). */
export type PatchOperation =
  | { op: 'add' | 'replace'; path: string; value: unknown }
  | { op: 'remove'; path: string }
  | { op: 'move'; from: string; path: string };

/** What is done about one finding, by itself: applied to the document as it was sent, the finding is gone. */
export interface Correction {
  /** Of the document as JSON has it, however it was sent. */
  patch: readonly PatchOperation[];
  /** What stands there, in the form that it was sent in; empty where something is missing. */
  before: string;
  /** What should; empty where nothing should. */
  after: string;
}

/** A place as JSON Pointer (RFC 6901). */
export function pointerTo(path: Path): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function put(path: Path, value: unknown): PatchOperation {
  return { op: 'add', path: pointerTo(path), value };
}

export function replace(path: Path, value: unknown): PatchOperation {
  return { op: 'replace', path: pointerTo(path), value };
}

export function remove(path: Path): PatchOperation {
  return { op: 'remove', path: pointerTo(path) };
}

export function move(from: Path, path: Path): PatchOperation {
  return { op: 'move', from: pointerTo(from), path: pointerTo(path) };
}

/** A copy of a document in which a correction is made. */
export function applyCorrection(resource: unknown, { patch }: Pick<Correction, 'patch'>): unknown {
  const document = { resource: structuredClone(resource) };
  const within = (pointer: string) => `/resource${pointer}`;
  const steps = patch.map((step) => ({
    ...structuredClone(step),
    path: within(step.path),
    ...('from' in step && { from: within(step.from) }),
  }));
  const [failed] = applyPatch(document, steps as Parameters<typeof applyPatch>[1]).filter((error) => error !== null);
  if (failed) throw failed;
  return document.resource;
}
