import { LIMITS } from '@portal/domain';
import { RadioGroup } from '@portal/ui';
import { AskedHere } from './asked-here.tsx';
import { FIELDS } from './fields.ts';
import { faultAt, fieldId, useForm } from './form-context.ts';
import { FormRows } from './form-rows.tsx';
import { FormText, FormTextArea } from './form-text.tsx';

const YES_NO = [
  { value: 'sim', label: 'Sim' },
  { value: 'nao', label: 'Não' },
] as const;

/** Stage Sistema: the software that integrates. */
export function SystemStage() {
  const { store, state } = useForm();
  return (
    <>
      <FormText
        name="system.name"
        help="Como o sistema é conhecido no estabelecimento."
        hint="O nome identifica o sistema nas suas solicitações e credenciais."
      />
      <FormTextArea
        name="system.description"
        limit={LIMITS.systemDescription.max}
        help="O que o sistema faz e quais dados vai enviar ou consultar. De 20 a 1.000 caracteres."
      />
      <FormText name="system.vendor" help="Empresa ou equipe que desenvolve o sistema." />
      <FormText name="system.database" help="Por exemplo: PostgreSQL 18." />
      <AskedHere name="system.webApplication" />
      <RadioGroup
        legend="O sistema é uma aplicação web?"
        id={fieldId('system.webApplication')}
        options={YES_NO}
        value={state.values['system.webApplication'] === '' ? null : state.values['system.webApplication']}
        onChange={(value) => store.choose('system.webApplication', value)}
        error={faultAt(state, 'system.webApplication')}
        inline
      />
      <FormText
        name="system.monthlyVolume"
        label={FIELDS['system.monthlyVolume'].label}
        help="Quantos atendimentos o sistema registra por mês, em média."
        inputMode="numeric"
      />
      <FormRows
        name="system.integratesWith"
        legend="Outros sistemas integrados"
        help="Sistemas com que este já troca dados, um por linha."
        rowLabel="Sistema"
        addLabel="Adicionar sistema"
        most={LIMITS.integratesWith.max}
      />
    </>
  );
}
