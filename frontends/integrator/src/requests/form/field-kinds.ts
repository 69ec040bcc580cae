import { isBlank, listLengthMessage, type Parsed } from '@portal/domain';
import type { DraftPatch } from './draft-queue.ts';
import type { Draft } from './form-values.ts';

/** Something wrong at a field, or at one of its parts: `at` is '' or the part's place, such as "0" or "uf". */
export interface FieldFault {
  readonly at: string;
  readonly message: string;
}

/** Whether a value passes: then the change to send and the value as it is written properly. */
export type FieldCheck<Value> =
  | { readonly ok: true; readonly patch: DraftPatch; readonly tidy: Value }
  | { readonly ok: false; readonly faults: readonly FieldFault[] };

/** All that the form knows of a field. */
export interface FieldRule<Value> {
  /** From 0, as in FORM_STAGES. */
  readonly stage: number;
  /** As "Salvo, exceto: …" and the summary of errors name it. */
  readonly label: string;
  /** What is said when it is empty where it must not be; null for a field that may stay empty. */
  readonly missing: string | null;
  readonly read: (draft: Draft) => Value;
  readonly isEmpty: (value: Value) => boolean;
  readonly check: (value: Value) => FieldCheck<Value>;
}

/** A value that passes. */
export function passes<Value>(patch: DraftPatch, tidy: Value): FieldCheck<Value> {
  return { ok: true, patch, tidy };
}

interface TextRule {
  readonly stage: number;
  readonly label: string;
  readonly missing: string | null;
  readonly of: 'manager' | 'system';
  readonly key: string;
  readonly read: (draft: Draft) => string | number | null | undefined;
  readonly parse: (text: string) => Parsed<string | number>;
  readonly format?: (value: string) => string;
}

/** A field that is one text. */
export function text(rule: TextRule): FieldRule<string> {
  const format = rule.format ?? ((value) => value);
  return {
    stage: rule.stage,
    label: rule.label,
    missing: rule.missing,
    read: (draft) => {
      const value = rule.read(draft);
      return value === null || value === undefined ? '' : format(String(value));
    },
    isEmpty: (value) => isBlank(value),
    check: (value) => {
      if (isBlank(value)) return { ok: true, patch: { [rule.of]: { [rule.key]: null } }, tidy: '' };
      const parsed = rule.parse(value);
      if (!parsed.ok) return { ok: false, faults: [{ at: '', message: parsed.message }] };
      return { ok: true, patch: { [rule.of]: { [rule.key]: parsed.value } }, tidy: format(String(parsed.value)) };
    },
  };
}

interface RowsRule {
  readonly stage: number;
  readonly label: string;
  readonly missing: string | null;
  readonly key: 'ipRanges' | 'integratesWith';
  /** The row as it is compared: two rows that read the same are doubles. */
  readonly parseRow: (row: string) => Parsed<string>;
  readonly double: string;
}

/** A list with one text a row; empty rows are of no account. */
export function rows(rule: RowsRule): FieldRule<readonly string[]> {
  return {
    stage: rule.stage,
    label: rule.label,
    missing: rule.missing,
    read: (draft) => draft.system?.[rule.key] ?? [],
    isEmpty: (value) => value.every((row) => isBlank(row)),
    check: (value) => {
      const faults: FieldFault[] = [];
      const seen = new Set<string>();
      value.forEach((row, index) => {
        if (isBlank(row)) return;
        const parsed = rule.parseRow(row);
        if (!parsed.ok) faults.push({ at: String(index), message: parsed.message });
        else if (seen.has(parsed.value)) faults.push({ at: String(index), message: rule.double });
        else seen.add(parsed.value);
      });
      const tooMany = seen.size > 0 ? listLengthMessage(rule.key, seen.size) : undefined;
      if (tooMany !== undefined) faults.push({ at: '', message: tooMany });
      if (faults.length > 0) return { ok: false, faults };
      // As typed: what the Portal makes of a row is a notice that the reviewer reads too.
      const kept = value.map((row) => row.trim()).filter((row) => row !== '');
      return { ok: true, patch: { system: { [rule.key]: kept } }, tidy: value };
    },
  };
}
