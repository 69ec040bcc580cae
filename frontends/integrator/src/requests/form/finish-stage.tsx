import { FORM_STAGES, TERMS_TEXT } from '@portal/domain';
import { Checkbox, Message } from '@portal/ui';
import { Link } from 'react-router';
import { AccountLevelNotice } from '../account-level.tsx';
import { formAddress } from '../addresses.ts';
import { missingTokenService } from '../missing-token-service.ts';
import { RequestFacts } from '../request-facts.tsx';
import { AskedHere } from './asked-here.tsx';
import { FIELDS } from './fields.ts';
import { faultAt, fieldId, useForm } from './form-context.ts';
import { fieldsOfStage, isEmptyField, mayBeEmpty } from './stages.ts';

/** Stage Finalização: everything once more, the declaration, and what is still missing. */
export function FinishStage() {
  const { store, state, request, asked } = useForm();
  const withoutToken = missingTokenService(request.portfolio, state.values.services);
  return (
    <>
      <Missing />
      {withoutToken !== undefined && (
        <Message tone="warning" role="none" title="Confira os serviços escolhidos">
          <p>{withoutToken}</p>
        </Message>
      )}
      <p>Confira o que você informou. Para mudar alguma coisa, volte à etapa.</p>
      <RequestFacts request={request} asked={asked} editable />
      <AskedHere name="acceptedTerms" />
      <Checkbox
        id={fieldId('acceptedTerms')}
        label={TERMS_TEXT}
        checked={state.values.acceptedTerms}
        onChange={(event) => store.choose('acceptedTerms', event.target.checked)}
        error={faultAt(state, 'acceptedTerms')}
      />
      <AccountLevelNotice />
    </>
  );
}

/** What has to be filled in or corrected before sending, with the way there. */
function Missing() {
  const { state, request } = useForm();
  const optional = mayBeEmpty(request);
  const stages = [0, 1, 2].map((stage) => ({
    stage,
    labels: fieldsOfStage(stage)
      .filter((name) => {
        const missing = FIELDS[name].missing !== null && !optional(name) && isEmptyField(name, state.values);
        return missing || (state.faults[name]?.length ?? 0) > 0;
      })
      .map((name) => FIELDS[name].label),
  }));
  const open = stages.filter(({ labels }) => labels.length > 0);
  if (open.length === 0) return null;
  return (
    <Message tone="warning" role="none" title="Falta preencher ou corrigir antes de enviar">
      <ul>
        {open.map(({ stage, labels }) => (
          <li key={stage}>
            <Link to={formAddress(request.id, stage)}>{FORM_STAGES[stage]}</Link>: {labels.join(', ')}
          </li>
        ))}
      </ul>
    </Message>
  );
}
