import { formatCns, formatCpf, SYNTHETIC_PERSON_KIND_LABELS } from '@portal/domain';
import { type Column, DataTable } from '@portal/ui';
import type { TrialProps } from './trial-certificates.tsx';

type Access = TrialProps['access'];
type Person = Access['people'][number];
type Professional = Access['professionals'][number];

const PEOPLE: Column<Person>[] = [
  { id: 'name', header: 'Nome', rowHeader: true, cell: ({ name }) => name },
  { id: 'cpf', header: 'CPF', cell: ({ cpf }) => <code>{formatCpf(cpf)}</code> },
  { id: 'cns', header: 'CNS', cell: ({ cns }) => <code>{formatCns(cns)}</code> },
  { id: 'kind', header: 'Cadastro', cell: ({ kind }) => SYNTHETIC_PERSON_KIND_LABELS[kind] },
];

const PROFESSIONALS: Column<Professional>[] = [
  { id: 'name', header: 'Nome', rowHeader: true, cell: ({ name }) => name },
  { id: 'cns', header: 'CNS', cell: ({ cns }) => <code>{formatCns(cns)}</code> },
  { id: 'occupation', header: 'CBO', cell: ({ occupation }) => <code>{occupation}</code> },
];

/** Whom calls and documents can name: nobody of them exists. */
export function TrialPeople({ access }: Pick<TrialProps, 'access'>) {
  const { people, professionals } = access;
  return (
    <section aria-labelledby="pessoas">
      <h2 id="pessoas">4. Pessoas para os testes</h2>
      <p>Nenhuma delas existe. Não use dados de pessoas reais: documentos sobre elas são recusados.</p>
      <h3>Profissionais do seu estabelecimento</h3>
      {professionals.length > 0 ? (
        <DataTable caption="Profissionais" columns={PROFESSIONALS} rows={professionals} rowKey={({ cns }) => cns} />
      ) : (
        <p>O estabelecimento desta credencial não tem CNES: nenhum profissional trabalha nele.</p>
      )}
      <h3>Pacientes</h3>
      <DataTable caption="Pacientes" columns={PEOPLE} rows={people} rowKey={({ cns }) => cns} />
    </section>
  );
}
