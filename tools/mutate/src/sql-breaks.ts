/** A condition in a text, from and up to. */
type Span = readonly [from: number, upTo: number];

/** A statement, or a piece of one; what people read has no comparison after its `where`. */
const IS_SQL =
  /\b(?:select\b[\s\S]*\bfrom|insert into|update [\s\S]*\bset|delete from)\b|\bwhere\b[^=<>?]*(?:[=<>?]|\bis (?:not )?null\b)|\bexists \(/;
/** What a condition begins after; alone it ends one as well. */
const BEGINS = new Set(['where', 'and', 'or']);
const ENDS = new Set([
  ...BEGINS,
  ...[
    'order',
    'group',
    'having',
    'returning',
    'limit',
    'offset',
    'union',
    'for',
    'join',
    'left',
    'cross',
    'on',
    'then',
  ],
]);

/**
 * The texts that a statement becomes when one of its conditions counts no more, each in turn: what is asked by `where` and `and`
 * is so of every row, what is asked by `or` of none. Placeholders stay, so that what is given for them still fits.
 */
export function breaksOfSql(text: string): string[] {
  if (!IS_SQL.test(text)) return [];
  return conditionsOf(text).map(({ span: [from, upTo], never }) => {
    const condition = text.slice(from, upTo);
    return `${text.slice(0, from)}(${condition} ${never ? 'and false' : 'or true'})${text.slice(upTo)}`;
  });
}

function conditionsOf(text: string): { span: Span; never: boolean }[] {
  const tokens = tokensOf(text);
  return tokens.flatMap(([word], place) => {
    const span = BEGINS.has(word) && spanAfter(text, tokens, place);
    return span ? [{ span, never: word === 'or' }] : [];
  });
}

/** The words and brackets of a text; without the `and` of `between`, which separates two values. */
function tokensOf(text: string): RegExpExecArray[] {
  let between = false;
  return [...text.matchAll(/'[^']*'|"[^"]*"|[()]|[a-z_]+/g)].filter(([word]) => {
    const ofBetween = between && word === 'and';
    if (ofBetween || word === 'between') between = !ofBetween;
    return !ofBetween;
  });
}

/** What stands after a word, up to what ends a condition; none where it is not whole in this text. */
function spanAfter(text: string, tokens: readonly RegExpExecArray[], place: number): Span | undefined {
  const begin = tokens[place];
  if (!begin) return undefined;
  let depth = 0;
  let upTo = text.length;
  for (const { 0: word, index } of tokens.slice(place + 1)) {
    if (word === '(') depth += 1;
    else if (word === ')') depth -= 1;
    if (depth < 0 || (depth === 0 && ENDS.has(word))) {
      upTo = index;
      break;
    }
  }
  const from = begin.index + begin[0].length;
  const condition = text.slice(from, upTo);
  if (depth > 0 || condition.trim() === '') return undefined;
  const lead = condition.length - condition.trimStart().length;
  return [from + lead, from + condition.trimEnd().length];
}
