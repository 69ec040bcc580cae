import { WARNING_LABELS } from '@portal/domain';
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
  const unproven = request.checklist.filter(({ verdict }) => verdict !== 'PROVEN').length;
  const options = [...new Map(warningsToAccept(request).map((warning) => [warning.code, warning])).values()];
  return (
    <>
      {unproven > 0 && (
        <Message tone="warning" role="none">
          {unproven === 1
            ? '1 requisito não está marcado como comprovado.'
            : `${unproven} requisitos não estão marcados como comprovados.`}
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
