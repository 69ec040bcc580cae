import { FORM_STAGES } from '@portal/domain';
import type { SummaryItem } from '@portal/ui';
import type { FieldRule } from './field-kinds.ts';
import { FIELD_NAMES, FIELDS } from './fields.ts';
import { type FormRequest, fieldId } from './form-context.ts';
import type { Faults } from './form-store.ts';
import type { FieldName, FormValues } from './form-values.ts';

/** The fields of a stage, in order. */
export function fieldsOfStage(stage: number): FieldName[] {
  return FIELD_NAMES.filter((name) => FIELDS[name].stage === stage);
}

/** Whether nothing stands in a field. */
export function isEmptyField(name: FieldName, values: FormValues): boolean {
  const rule = FIELDS[name] as FieldRule<FormValues[FieldName]>;
  return rule.isEmpty(values[name]);
}

/** Fields that may stay empty in this request: a certificate is there already, or none is asked for. */
export function mayBeEmpty(request: FormRequest): (name: FieldName) => boolean {
  const policy = request.portfolio.certificate.find((rule) => rule.environment === request.environment)?.policy;
  return (name) => name === 'certificatePem' && (Boolean(request.certificate) || policy !== 'REQUIRED');
}

/** How a stage stands: with errors shown, filled in, or still to do. */
export function stageState(stage: number, values: FormValues, faults: Faults, optional: (name: FieldName) => boolean) {
  const names = fieldsOfStage(stage);
  if (names.some((name) => (faults[name]?.length ?? 0) > 0)) return 'error';
  const missing = names.some((name) => FIELDS[name].missing !== null && !optional(name) && isEmptyField(name, values));
  return missing ? 'todo' : 'done';
}

/** The errors of a stage as its summary lists them. */
export function summaryOf(faults: Faults, stage: number): SummaryItem[] {
  return fieldsOfStage(stage).flatMap((name) =>
    (faults[name] ?? []).map((fault) => ({
      fieldId: fieldId(name, fault.at === '0' ? '' : fault.at),
      text: `${FIELDS[name].label}: ${fault.message}`,
    })),
  );
}

/** The first stage that has an error; undefined where none has. */
export function firstFaultyStage(faults: Faults): number | undefined {
  return FORM_STAGES.map((_, stage) => stage).find((stage) => summaryOf(faults, stage).length > 0);
}
