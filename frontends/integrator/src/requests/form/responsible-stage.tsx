import { useViewer } from '@portal/console';
import { REQUEST_ORIGIN_LABELS } from '@portal/domain';
import { Button, masks, RadioGroup } from '@portal/ui';
import { AskedHere } from './asked-here.tsx';
import { ChildEstablishmentsField } from './child-establishments-field.tsx';
import { EstablishmentField } from './establishment-field.tsx';
import { faultAt, fieldId, useForm } from './form-context.ts';
import { FormText } from './form-text.tsx';

const ORIGINS = [
  {
    value: 'OTHER',
    label: REQUEST_ORIGIN_LABELS.OTHER,
    help: 'Estabelecimento de saúde, município, estado ou laboratório.',
  },
  { value: 'MINISTRY', label: REQUEST_ORIGIN_LABELS.MINISTRY, help: 'Sistema interno ao Ministério.' },
] as const;

/** Stage Responsável: who asks, and who answers for it. */
export function ResponsibleStage() {
  const { store, state } = useForm();
  return (
    <>
      <AskedHere name="origin" />
      <RadioGroup
        legend="Origem da solicitação"
        id={fieldId('origin')}
        options={ORIGINS}
        value={state.values.origin === '' ? null : state.values.origin}
        onChange={(value) => store.choose('origin', value)}
        error={faultAt(state, 'origin')}
      />
      <h3>Estabelecimento</h3>
      <EstablishmentField />
      <ChildEstablishmentsField />
      <h3>Gestor responsável</h3>
      <p>Quem responde pelo estabelecimento. Pode ser outra pessoa, diferente de quem preenche.</p>
      <FillInMyself />
      <FormText name="manager.name" autoComplete="name" help="Nome completo." />
      <FormText
        name="manager.cpf"
        mask={masks.cpf}
        inputMode="numeric"
        hint="Com um certificado e-CPF, este CPF precisa ser o do titular do certificado."
      />
      <FormText name="manager.email" type="email" inputMode="email" autoComplete="email" />
      <FormText name="manager.phone" type="tel" inputMode="tel" autoComplete="tel" help="Com DDD." />
    </>
  );
}

/** Fills in what gov.br tells of the person; CPF and phone it does not tell the Portal. */
function FillInMyself() {
  const { store, state } = useForm();
  const viewer = useViewer();
  if (!viewer || state.values['manager.name'] === viewer.name) return null;
  const fill = () => {
    store.choose('manager.name', viewer.name);
    if (viewer.email) store.choose('manager.email', viewer.email);
    document.getElementById(fieldId('manager.cpf'))?.focus();
  };
  return (
    <Button size="small" onClick={fill}>
      Sou o gestor: usar meu nome e e-mail
    </Button>
  );
}
