/** What is told of a finding in text. */
export interface TellableFinding {
  line: number;
  column: number;
  expression: string;
  rule?: string | null | undefined;
  message: string;
  expected?: string | null | undefined;
  correction?: { before: string; after: string } | null | undefined;
}

/** A finding as lines of text: where, what, and what to do about it. */
export function findingText({
  line,
  column,
  expression,
  rule,
  message,
  expected,
  correction,
}: TellableFinding): string {
  return [
    `  ${line}:${column} ${expression}`,
    `    ${rule ? `${rule}: ` : ''}${message}`,
    ...(expected ? [`    Esperado: ${expected}`] : []),
    ...(correction ? [...fragment('-', correction.before), ...fragment('+', correction.after)] : []),
  ].join('\n');
}

function fragment(mark: string, text: string): string[] {
  return text === '' ? [] : text.split('\n').map((line) => `    ${mark} ${line}`);
}
