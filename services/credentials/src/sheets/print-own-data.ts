import {
  ACCESS_REQUEST_ACTION_LABELS,
  ACCESS_REQUEST_STATE_LABELS,
  ACT_WORDS,
  API_SCOPE_LABELS,
  ASSURANCE_LEVEL_LABELS,
  CERTIFICATE_KIND_LABELS,
  CREDENTIAL_STATE_LABELS,
  ENVIRONMENT_LABELS,
  formatDateTime,
  NOTICE_KIND_LABELS,
  OWN_DATA_FIELDS,
  OWN_DATA_MOST_PRINTED,
  OWN_DATA_TITLES,
  ROLE_LABELS,
  SUBJECT_WORDS,
  TEAM_ROLE_LABELS,
  VERDICT_LABELS,
  WEBHOOK_EVENT_LABELS,
  WEBHOOK_STATE_LABELS,
} from '@portal/domain';
import { Paper } from '@portal/paper';
import { reasonLabel } from '../review-reasons/reason-label.ts';
import { documentInfo, FAINT, printHead } from './print-head.ts';

/** More than that takes the thread longer, and more memory, than it has. */
const MOST_LINES = 5_000;
/** What people write to each other is shorter. */
const LONGEST_TEXT = 3_000;

type Value = string | number | boolean | null | Value[] | { [name: string]: Value };
type Entry = Record<string, Value>;

/** What the portal has of a person, by the names of their export; of each one more than is printed says that there are more. */
export interface OwnDataFacts {
  printedAt: string;
  name: string;
  parts: Record<string, Entry[]>;
}

/** The parts of all databases; what the person did is in each one's own log, and is put together, the newest first. */
export function partsOf(gathered: readonly OwnDataFacts['parts'][]): OwnDataFacts['parts'] {
  const acts = gathered
    .flatMap((parts) => parts.acts ?? [])
    .toSorted((one, other) => Date.parse(String(other.at)) - Date.parse(String(one.at)));
  return { ...Object.assign({}, ...gathered), acts };
}

/** Os meus dados: all that the portal has of a person, to be read. */
export async function printOwnData({ printedAt, name, parts }: OwnDataFacts): Promise<Buffer> {
  const title = 'Os seus dados no Portal de Serviços';
  const paper = new Paper(documentInfo(title, printedAt));
  printHead(paper, { title, printedAt, lead: `O que o Portal guarda sobre ${name}.` });
  const known = Object.keys(OWN_DATA_TITLES);
  const rest = Object.keys(parts).filter((part) => !known.includes(part));
  const most = mostOf(parts);
  for (const part of [...known, ...rest]) if (parts[part]) printPart(paper, part, parts[part], most);
  paper.eachPage(({ number, of, left, top, width }) => {
    paper.line(`${title}, página ${number} de ${of}`, left, top, { width, size: 7.5, colour: FAINT });
  });
  return paper.bytes();
}

/** How many of each fit into what the thread has room for; of almost everybody, as many as there may be. */
function mostOf(parts: OwnDataFacts['parts']): number {
  const lines = Object.values(parts).flatMap((entries) => entries.slice(0, OWN_DATA_MOST_PRINTED));
  const total = lines.reduce((sum, entry) => sum + [...linesOf(entry)].length, 0);
  return Math.max(1, Math.min(OWN_DATA_MOST_PRINTED, Math.floor((OWN_DATA_MOST_PRINTED * MOST_LINES) / total)));
}

function printPart(paper: Paper, part: string, entries: readonly Entry[], most: number): void {
  paper.keep(70);
  paper.write('H2', OWN_DATA_TITLES[part] ?? part, { face: 'bold', size: 12, gap: 14 });
  if (entries.length === 0) paper.write('P', 'Nada.', { colour: FAINT });
  if (entries.length > most) {
    const more = `Os ${most} mais recentes. Os outros estão no arquivo para programas (JSON).`;
    paper.write('P', more, { colour: FAINT });
  }
  for (const [place, entry] of entries.slice(0, most).entries()) {
    if (place > 0) paper.rule();
    for (const [label, text] of linesOf(entry)) printLine(paper, label, text);
  }
}

/** What is longer than fits beside its name stands below it, whole. */
function printLine(paper: Paper, label: string, text: string): void {
  if (text.length <= 300) {
    paper.facts([[label, text]]);
  } else {
    paper.write('P', label, { size: 8.5, colour: FAINT, gap: 2 });
    paper.write('P', text, { size: 8.5, gap: 1, most: LONGEST_TEXT });
  }
}

function* linesOf(entry: Entry, above = ''): Generator<readonly [string, string]> {
  for (const [field, value] of Object.entries(entry)) {
    // A reason is told in the words that it was given with.
    if (field === 'code' && 'label' in entry) continue;
    const label = `${above}${OWN_DATA_FIELDS[field] ?? field}`;
    if (Array.isArray(value) && value.some((one) => isEntry(one))) {
      for (const one of value)
        yield* isEntry(one) ? linesOf(one, `${label}: `) : [[label, textOf(field, one)] as const];
    } else if (isEntry(value)) yield* linesOf(value, `${label}: `);
    else yield [label, textOf(field, value)];
  }
}

function isEntry(value: Value): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(field: string, value: Value): string {
  if (value === null || value === '') return 'Não informado';
  if (Array.isArray(value)) return value.map((one) => textOf(field, one)).join(', ') || 'Nenhum';
  if (typeof value === 'boolean') return value ? 'Sim' : 'Não';
  if (typeof value !== 'string') return String(value);
  if (field === 'path') return placeOf(value);
  if (field === 'code') return reasonLabel({ code: value });
  if (MOMENT.test(value)) return formatDateTime(new Date(value).toISOString());
  return WORDS[field]?.[value] ?? value;
}

/** What a reason is about, `system.ipRanges`, by the words of its fields. */
function placeOf(path: string): string {
  return path
    .split('.')
    .map((name) => OWN_DATA_FIELDS[name] ?? name)
    .join(': ');
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[\d.]*(Z|[+-]\d\d:?\d\d)$/;

const STATES = Object.fromEntries(
  Object.entries({ ...WEBHOOK_STATE_LABELS, ...CREDENTIAL_STATE_LABELS, ...ACCESS_REQUEST_STATE_LABELS }).map(
    ([state, { label }]) => [state, label],
  ),
);
const ROLES = { ...ROLE_LABELS, ...TEAM_ROLE_LABELS };

/** Codes in words, by the field that they stand in. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  act: ACT_WORDS,
  action: ACCESS_REQUEST_ACTION_LABELS,
  assuranceLevel: ASSURANCE_LEVEL_LABELS,
  environment: ENVIRONMENT_LABELS,
  eventTypes: WEBHOOK_EVENT_LABELS,
  from: STATES,
  kind: { ...NOTICE_KIND_LABELS, ...CERTIFICATE_KIND_LABELS },
  level: ASSURANCE_LEVEL_LABELS,
  role: ROLES,
  roles: ROLES,
  scopes: API_SCOPE_LABELS,
  state: STATES,
  subject: SUBJECT_WORDS,
  to: STATES,
  verdict: VERDICT_LABELS,
};
