import { requirementWords, VERDICT_LABELS, WARNING_LABELS } from '@portal/domain';
import type { WarningCode } from '@portal/schema/types';
import { CheckboxGroup, Message } from '@portal/ui';
import type { ReviewRequest } from '../submission/fields.ts';
import { type DraftFaults, warningsToAccept } from './decision-draft.ts';

interface AcceptWarningsProps {
  request: ReviewRequest;
  accepted: readonly WarningCode[];
  faults: DraftFaults;
  id: string;
  onChange: (accepted: WarningCode[]) => void;
}

/** What an approval answers for: requirements without proof, and warnings accepted by name. */
export function AcceptWarnings({ request, accepted, faults, id, onChange }: AcceptWarningsProps) {
  const unproven = request.checklist.filter(({ verdict }) => verdict !== 'PROVEN');
  const options = [...new Map(warningsToAccept(request).map((warning) => [warning.code, warning])).values()];
  return (
    <>
      {unproven.length > 0 && (
        <Message
          tone="warning"
          role="none"
          title={
            unproven.length === 1
              ? 'Você vai aprovar com 1 requisito que não está marcado como comprovado'
              : `Você vai aprovar com ${unproven.length} requisitos que não estão marcados como comprovados`
          }
        >
          <ul>
            {unproven.map((item) => (
              <li key={item.requirement.code}>
                {requirementWords(item)} <strong>{item.verdict ? VERDICT_LABELS[item.verdict] : 'Sem marcação'}</strong>
              </li>
            ))}
          </ul>
        </Message>
      )}
      {options.length > 0 && (
        <CheckboxGroup
          legend="Avisos que você aceita ao aprovar"
          id={`${id}-accepted`}
          error={faults.accepted}
          options={options.map(({ code, message }) => ({ value: code, label: WARNING_LABELS[code], help: message }))}
          value={accepted}
          onChange={onChange}
        />
      )}
    </>
  );
}
