import type { Finding } from './ask-judge.ts';

/** The findings as text, as the command line writes them. */
export function findingsText(name: string, findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ line, column, expression, rule, message, expected, correction }) => [
    `  ${line}:${column} ${expression}`,
    `    ${rule ? `${rule}: ` : ''}${message}`,
    ...(expected ? [`    Esperado: ${expected}`] : []),
    ...(correction ? [...fragment('-', correction.before), ...fragment('+', correction.after)] : []),
  ]);
  return [`${name}: ${findings.length} a corrigir`, ...lines, ''].join('\n');
}

function fragment(mark: string, text: string): string[] {
  return text === '' ? [] : text.split('\n').map((line) => `    ${mark} ${line}`);
}
