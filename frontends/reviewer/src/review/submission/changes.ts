import { fieldOf, labelOf, type ReviewRequest } from './fields.ts';

type Reason = ReviewRequest['history'][number]['reasons'][number];

/** One thing that a resubmission changed, or was asked to change and did not. */
export interface Change {
  label: string;
  changed: boolean;
  /** What stands there now. */
  value: string[];
  /** What was asked for at that place the last time. */
  asked: Reason[];
}

/** What the last request for changes asked for. */
export function lastAsked(request: ReviewRequest): ReviewRequest['history'][number] | undefined {
  return request.history
    .filter(({ action }) => action === 'REQUEST_CHANGES')
    .toSorted((a, b) => b.at.localeCompare(a.at))[0];
}

/**
 * What a resubmission changed, each beside what was asked for there; then what was asked for and stands as it stood, for
 * that is what one looks at next. A field shows once, however many of its items changed.
 */
export function changesOf(request: ReviewRequest): Change[] {
  const asked = lastAsked(request)?.reasons ?? [];
  const changed = new Map<string, string[]>();
  for (const path of request.changedSinceLastSubmission) {
    const key = keyOf(path);
    if (!changed.has(key)) changed.set(key, path);
  }
  const reasonsAt = (key: string) => asked.filter(({ path }) => path && keyOf(path.split('.')) === key);
  const done = [...changed].map(([key, path]) => describe(request, path, true, reasonsAt(key)));
  const left = new Map(
    asked.flatMap(({ path }) =>
      path && !changed.has(keyOf(path.split('.'))) ? [[keyOf(path.split('.')), path] as const] : [],
    ),
  );
  return [...done, ...[...left].map(([key, path]) => describe(request, path.split('.'), false, reasonsAt(key)))];
}

function describe(request: ReviewRequest, path: string[], changed: boolean, asked: Reason[]): Change {
  const [head, id] = path;
  const found = fieldOf(path);
  if (head === 'evidence') {
    const file = request.evidence.find((evidence) => evidence.id === id);
    return {
      label: labelOf(path, request) ?? 'Evidências',
      changed,
      value: [file ? file.fileName : 'Arquivo removido'],
      asked,
    };
  }
  if (head === 'checklist') {
    const proofs = request.checklist.find(({ requirement }) => requirement.code === id)?.evidence ?? [];
    const files = request.evidence.filter((file) => proofs.some((proof) => proof.id === file.id));
    return {
      label: labelOf(path, request) ?? 'Requisitos',
      changed,
      value: files.length > 0 ? files.map(({ fileName }) => fileName) : ['Nenhum arquivo'],
      asked,
    };
  }
  return {
    label: found?.label ?? labelOf(path, request) ?? path.join('.'),
    changed,
    value: found?.value(request) ?? [],
    asked,
  };
}

function keyOf(path: string[]): string {
  return fieldOf(path)?.path ?? path.slice(0, 2).join('.');
}
