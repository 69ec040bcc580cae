import { type ExecutionResult, type GraphQLError, Kind, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { Counter, type Registry } from 'prom-client';
import type { Clock } from './clock.ts';
import { actRefused, actRefusedAgain } from './security-events.ts';

/** What who asks may be after: more than they may do, what is not theirs, or a way past what is checked. */
const TELLING = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'NOT_ALLOWED',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_TOO_EXPENSIVE',
  'RATE_LIMITED',
] as const;

type Code = (typeof TELLING)[number];

const CODE_OF: Readonly<Record<number, Code>> = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 404: 'NOT_FOUND' };

/** A refusal that comes again within so long is counted, and told once more at the end. */
const WINDOW_MS = 10 * 60_000;
const SWEEP_MS = 60_000;
/** So many are told apart; of more the oldest are told early. */
const MOST_APART = 2_000;
/** So many root fields of an operation are named. */
const MOST_NAMED = 5;

/** A caller as lines name them: whoever is not signed in is nobody, wherever they are. */
function nameOfCaller(key: string): string {
  return key.startsWith('anonymous ') ? 'nobody' : key;
}

interface Refused {
  who: string;
  code: Code;
  what: string;
  times: number;
}

/** Tells of what was refused to whom, by ids alone: each at once, and how often it came again. */
export class Refusals implements Disposable {
  private readonly told: LRUCache<string, Refused>;
  private readonly counter: Counter<'code'>;
  private readonly sweeper = setInterval(() => this.told.purgeStale(), SWEEP_MS);

  constructor(registry: Registry, now: Clock) {
    this.told = new LRUCache({
      max: MOST_APART,
      ttl: WINDOW_MS,
      perf: { now: () => now().getTime() },
      dispose: (refused) => {
        if (refused.times > 1) actRefusedAgain(refused);
      },
    });
    this.counter = new Counter({
      name: 'security_refusals_total',
      help: 'What was refused to who asked for more than they may, for what is not theirs or for what is malformed, by code',
      labelNames: ['code'],
      registers: [registry],
    });
    for (const code of TELLING) this.counter.inc({ code }, 0);
  }

  /** Notes one. `caller` is the key of their budget, `what` of our own naming, and never what somebody sent. */
  note(caller: string, code: Code, what: string): void {
    this.counter.inc({ code });
    // Two who are not signed in are told of each, though both by no name.
    const key = `${caller} ${code} ${what}`;
    const before = this.told.get(key);
    if (before) {
      before.times += 1;
      return;
    }
    const who = nameOfCaller(caller);
    this.told.set(key, { who, code, what, times: 1 });
    actRefused({ who, code, what });
  }

  /** Notes what an address of files refuses; `endpoint` is its pattern. */
  noteStatus(caller: string, status: number, endpoint: string): void {
    const code = CODE_OF[status];
    if (code) this.note(caller, code, endpoint);
  }

  /** Notes what an operation was refused before it was run. */
  noteErrors(caller: string, errors: readonly GraphQLError[]): void {
    this.noteAnswer(caller, undefined, { errors });
  }

  /** Notes what an answer refuses: by its errors, or as problems and nothings in its data. */
  noteAnswer(caller: string, operation: OperationDefinitionNode | undefined, { errors, data }: ExecutionResult): void {
    const fields = rootFieldsOf(operation);
    const names = new Set([...fields.values()].map(({ name }) => name));
    const what = [...names].slice(0, MOST_NAMED).join(' ') || 'a document';
    const codes = new Set((errors ?? []).map(({ extensions }) => extensions?.code).filter(isTelling));
    for (const code of codes) this.note(caller, code, what);
    const failed = new Set((errors ?? []).map(({ path }) => path?.[0]));
    for (const [alias, value] of Object.entries(data ?? {})) {
      const field = fields.get(alias) ?? IN_A_FRAGMENT;
      const code = failed.has(alias) ? undefined : codeIn(value, field);
      if (code) this.note(caller, code, field.name);
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.sweeper);
    this.told.clear();
  }
}

interface RootField {
  name: string;
  asksById: boolean;
}

/** What stands at the root by a fragment, as no page of ours has it, is not looked up: it may be any. */
const IN_A_FRAGMENT: RootField = { name: 'a fragment', asksById: true };

/** By what the answer calls them; told are their names in the schema, for an alias is anybody's text. */
function rootFieldsOf(operation: OperationDefinitionNode | undefined): Map<string, RootField> {
  const fields = (operation?.selectionSet.selections ?? []).flatMap((field) =>
    field.kind === Kind.FIELD ? [field] : [],
  );
  return new Map(
    fields.map(({ name, alias, arguments: given = [] }) => [
      (alias ?? name).value,
      { name: name.value, asksById: given.some((argument) => /id$/i.test(argument.name.value)) },
    ]),
  );
}

/** What is another's is answered as what there is not: null by its id, or a problem. */
function codeIn(value: unknown, { asksById }: RootField): Code | undefined {
  if (value === null) return asksById ? 'NOT_FOUND' : undefined;
  const problems: unknown = typeof value === 'object' ? Reflect.get(value, 'problems') : undefined;
  if (!Array.isArray(problems)) return undefined;
  return problems.map((problem) => problem?.code).find((code) => code === 'NOT_FOUND' || code === 'NOT_ALLOWED');
}

/** Where a budget is spent the budgets tell of it, on every way in. */
function isTelling(code: unknown): code is Code {
  return code !== 'RATE_LIMITED' && (TELLING as readonly unknown[]).includes(code);
}
