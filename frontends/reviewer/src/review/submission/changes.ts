import { fieldOf, labelOf, type ReviewRequest } from './fields.ts';

type Reason = ReviewRequest['history'][number]['reasons'][number];

/** A line of what was told, or a file. */
export interface Line {
  /** The same on both sides where it stayed. */
  key: string;
  text: string;
  /** Of a file: whether it is still there to be opened, by its key. */
  file?: 'there' | 'gone';
}

/** One thing that a resubmission or an alteration changed, or was asked to change and did not. */
export interface Change {
  label: string;
  changed: boolean;
  /** Whether what stands there are files. */
  ofFiles: boolean;
  /** What stood there; nothing where it did not change. */
  before: Line[];
  /** What stands there now. */
  now: Line[];
  /** What was asked for at that place the last time. */
  asked: Reason[];
}

/** Whether there is something that it is held against: what was sent before, or the credential that it is to alter. */
export function isCompared({ submissions, replaces }: ReviewRequest): boolean {
  return submissions > 1 || Boolean(replaces);
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
  const done = [...changed]
    .filter(([key, path]) => reasonsAt(key).length > 0 || !toldAtRequirement(request, path))
    .map(([key, path]) => describe(request, path, true, reasonsAt(key)));
  const left = new Map(
    asked.flatMap(({ path }) =>
      path && !changed.has(keyOf(path.split('.'))) ? [[keyOf(path.split('.')), path] as const] : [],
    ),
  );
  return [...done, ...[...left].map(([key, path]) => describe(request, path.split('.'), false, reasonsAt(key)))];
}

/** A file that came or went is told where it proves something; by itself only where it proves nothing. */
function toldAtRequirement(request: ReviewRequest, [head, id]: string[]): boolean {
  if (head !== 'evidence') return false;
  const codes = [
    ...(request.evidence.find((file) => file.id === id)?.requirements.map(({ code }) => code) ?? []),
    ...(request.previousSubmission?.evidence.find(({ evidenceId }) => evidenceId === id)?.requirements ?? []),
  ];
  const changed = request.changedSinceLastSubmission.flatMap(([of, code]) => (of === 'checklist' ? code : []));
  return codes.some((code) => changed.includes(code ?? ''));
}

function describe(request: ReviewRequest, path: string[], changed: boolean, asked: Reason[]): Change {
  const label = fieldOf(path)?.label ?? labelOf(path, request) ?? path.join('.');
  const [before, now] = bothSides(request, path);
  const ofFiles = ['evidence', 'checklist'].includes(path[0] ?? '');
  return { label, changed, ofFiles, before: changed ? before : [], now, asked };
}

function bothSides(request: ReviewRequest, path: string[]): [before: Line[], now: Line[]] {
  const [head, id] = path;
  const { previousSubmission: previous } = request;
  if (head === 'evidence' || head === 'checklist') {
    const now = request.evidence.filter((file) =>
      head === 'evidence'
        ? file.id === id
        : request.checklist.some(
            ({ requirement, evidence }) => requirement.code === id && evidence.some((proof) => proof.id === file.id),
          ),
    );
    const before = previous?.evidence.filter(({ evidenceId, requirements }) =>
      head === 'evidence' ? evidenceId === id : requirements.includes(id ?? ''),
    );
    return [(before ?? []).map((file) => formerFile(request, file)), now.map(presentFile)];
  }
  const field = fieldOf(path);
  return [previous ? linesOf(field?.value(previous)) : [], linesOf(field?.value(request))];
}

function linesOf(told: string[] = []): Line[] {
  return told.map((text) => ({ key: text, text }));
}

function presentFile({ id, fileName }: ReviewRequest['evidence'][number]): Line {
  return { key: id, text: fileName, file: 'there' };
}

type FormerFile = NonNullable<ReviewRequest['previousSubmission']>['evidence'][number];

function formerFile({ evidence }: ReviewRequest, { evidenceId, fileName }: FormerFile): Line {
  const present = evidence.find(({ id }) => id === evidenceId);
  return present ? presentFile(present) : { key: evidenceId, text: fileName ?? 'Arquivo', file: 'gone' };
}

function keyOf(path: string[]): string {
  return fieldOf(path)?.path ?? path.slice(0, 2).join('.');
}
