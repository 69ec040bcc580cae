import { FIELD_NAMES, FIELDS } from './fields.ts';
import type { FieldName } from './form-values.ts';

/** Where in the form a problem or a reason belongs. */
export interface FieldPlace {
  readonly field: FieldName;
  /** The part of the field, such as a row's number; '' for the whole field. */
  readonly at: string;
}

/** Other names that the API has for fields of the form. */
const OTHER_NAMES: Readonly<Record<string, FieldName>> = {
  establishmentCnes: 'establishment',
  certificate: 'certificatePem',
  acceptedTermsAt: 'acceptedTerms',
};

/** What a whole group of fields is best shown at. */
const GROUPS: Readonly<Record<string, FieldName>> = { manager: 'manager.name', system: 'system.name' };

/** Finds the field that a path speaks of; undefined for evidence, the checklist and whatever the form does not have. */
export function placeOf(path: readonly string[] | null | undefined): FieldPlace | undefined {
  const [head, ...rest] = path ?? [];
  if (head === undefined) return undefined;
  if (head === 'establishmentCnpj') return { field: 'establishment', at: 'cnpj' };
  const other = OTHER_NAMES[head];
  if (other !== undefined) return { field: other, at: rest.join('.') };
  const whole = FIELD_NAMES.find((name) => name === head);
  if (whole !== undefined) return { field: whole, at: rest.join('.') };
  const [key, ...at] = rest;
  const inner = FIELD_NAMES.find((name) => name === `${head}.${key}`);
  if (inner !== undefined) return { field: inner, at: at.join('.') };
  const group = key === undefined ? GROUPS[head] : undefined;
  return group === undefined ? undefined : { field: group, at: '' };
}

/** The stage on which a path is mended; undefined for what the form does not have. */
export function stageOf(path: readonly string[] | null | undefined): number | undefined {
  const place = placeOf(path);
  return place === undefined ? undefined : FIELDS[place.field].stage;
}

/** A reason's path is the problem's, joined by dots. */
export function pathOfReason(path: string | null | undefined): string[] {
  return path === null || path === undefined || path === '' ? [] : path.split('.');
}
