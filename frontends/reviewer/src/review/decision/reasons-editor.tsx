import { LIMITS } from '@portal/domain';
import { Button, type Option, Select, TextArea } from '@portal/ui';
import { useEffect, useRef } from 'react';
import type { ReviewRequest } from '../submission/fields.ts';
import { replyValuesOf } from '../templates/reply-values.ts';
import { WithTemplates } from '../templates/with-templates.tsx';
import { type DraftFaults, type DraftReason, EMPTY_REASON } from './decision-draft.ts';
import { placesOf } from './places.ts';

interface ReasonsEditorProps {
  request: ReviewRequest;
  reasons: readonly DraftReason[];
  codes: readonly Option[];
  faults: DraftFaults;
  /** What the ids of the controls begin with. */
  id: string;
  onChange: (reasons: DraftReason[]) => void;
}

/** Reasons, one or more: about which field, why, and the text that the integrator will read there. */
export function ReasonsEditor({ request, reasons, codes, faults, id, onChange }: ReasonsEditorProps) {
  const places = placesOf(request);
  const focusOn = useRef<string>(null);
  useEffect(() => {
    if (focusOn.current) document.getElementById(focusOn.current)?.focus();
    focusOn.current = null;
  });
  const change = (position: number, part: Partial<DraftReason>) =>
    onChange(reasons.map((reason, at) => (at === position ? { ...reason, ...part } : reason)));
  return (
    <div className="reasons-editor">
      {reasons.map((reason, position) => {
        const at = `reasons.${position}`;
        const isGone = reason.code !== '' && codes.length > 0 && !codes.some(({ value }) => value === reason.code);
        return (
          <fieldset key={position}>
            <legend>{`Motivo ${position + 1}`}</legend>
            <Select
              label="Motivo"
              id={`${id}-${at}.code`}
              placeholder="Escolha o motivo"
              options={codes}
              value={isGone ? '' : reason.code}
              error={isGone ? 'O motivo que você escolheu saiu de uso. Escolha outro.' : faults[`${at}.code`]}
              onChange={(event) => change(position, { code: event.target.value })}
            />
            <Select
              label="Sobre o quê"
              id={`${id}-${at}.path`}
              placeholder="A solicitação como um todo"
              options={places}
              value={reason.path}
              error={faults[`${at}.path`]}
              help={
                reason.code === 'EVIDENCE_PERSONAL_DATA'
                  ? 'Escolha a evidência. Ela será apagada e ninguém mais poderá abrir o arquivo.'
                  : undefined
              }
              onChange={(event) => change(position, { path: event.target.value })}
            />
            <WithTemplates areaId={`${id}-${at}.message`} values={replyValuesOf(request, reason.path)}>
              <TextArea
                label="O que o integrador precisa saber"
                id={`${id}-${at}.message`}
                rows={3}
                limit={LIMITS.reasonMessage.max}
                value={reason.message}
                error={faults[`${at}.message`]}
                onChange={(event) => change(position, { message: event.target.value })}
              />
            </WithTemplates>
            {reasons.length > 1 && (
              <Button
                size="small"
                variant="tertiary"
                icon="remove"
                onClick={() => {
                  onChange(reasons.filter((_, other) => other !== position));
                  focusOn.current = `${id}-reasons.${Math.min(position, reasons.length - 2)}.code`;
                }}
              >
                {`Remover motivo ${position + 1}`}
              </Button>
            )}
          </fieldset>
        );
      })}
      {reasons.length < LIMITS.reasons.max && (
        <Button
          size="small"
          icon="add"
          onClick={() => {
            onChange([...reasons, EMPTY_REASON]);
            focusOn.current = `${id}-reasons.${reasons.length}.code`;
          }}
        >
          Adicionar motivo
        </Button>
      )}
    </div>
  );
}
