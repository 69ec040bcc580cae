import { requirementWords } from '@portal/domain';
import type { Option } from '@portal/ui';
import { type ReviewRequest, STAGES } from '../submission/fields.ts';

/** Everything that a reason can be about: the form's fields, the evidence, the requirements. */
export function placesOf(request: ReviewRequest): Option[] {
  return [
    ...STAGES.flatMap(({ title, fields }) =>
      fields.map(({ path, label }) => ({ value: path, label: `${title}: ${label}` })),
    ),
    ...request.evidence.map(({ id, fileName }) => ({ value: `evidence.${id}`, label: `Evidência: ${fileName}` })),
    ...request.checklist.map((item) => ({
      value: `checklist.${item.requirement.code}`,
      label: `Requisito: ${requirementWords(item)}`,
    })),
  ];
}
