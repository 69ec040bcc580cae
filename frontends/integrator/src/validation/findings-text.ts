import { findingText } from '@portal/domain';
import type { Finding } from './ask-judge.ts';

/** The findings as text, as the command line writes them. */
export function findingsText(name: string, findings: readonly Finding[]): string {
  return [`${name}: ${findings.length} a corrigir`, ...findings.map(findingText), ''].join('\n');
}
