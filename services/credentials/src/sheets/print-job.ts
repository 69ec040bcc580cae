import { join } from 'node:path';
import type { OwnDataFacts } from './print-own-data.ts';
import type { ReceiptFacts } from './print-receipt.ts';
import type { SheetFacts } from './print-sheet.ts';

/** What is asked of the thread that prints. */
export type PrintJob =
  | { kind: 'receipt'; facts: ReceiptFacts }
  | { kind: 'sheet'; facts: SheetFacts }
  | { kind: 'own data'; facts: OwnDataFacts };

/** Where that thread begins. */
export const PRINT_THREAD = join(import.meta.dirname, 'print-thread.ts');
