import { type Column, DataTable, PageTitle, Tag } from '@portal/ui';
import { Link } from 'react-router';
import { SchemaText, WithCode } from '../prose.tsx';
import { goneSentence } from './deprecated.tsx';
import { accessSentence, kindLabel } from './item-words.ts';
import {
  addressOfItem,
  type EnumValue,
  type Field,
  fieldsThatLeadTo,
  type Reference,
  type TypeEntry,
} from './reference.ts';
import { TypeLink } from './type-link.tsx';

interface TypeViewProps {
  readonly reference: Reference;
  readonly type: TypeEntry;
}

/** A type: what it has, and where it is met. */
export function TypeView({ reference, type }: TypeViewProps) {
  const { name, description, fields, values } = type;
  return (
    <>
      <PageTitle documentTitle={`${name}, referência`} aside={<Tag>{kindLabel(type)}</Tag>}>
        <code>{name}</code>
      </PageTitle>
      <p className="lead">
        <SchemaText text={description} />
      </p>
      {fields.length > 0 && (
        <>
          <h2>Campos</h2>
          <DataTable
            caption={`Campos de ${name}`}
            columns={type.kind === 'object' ? [...FIELD_COLUMNS, ACCESS_COLUMN] : FIELD_COLUMNS}
            rows={fields}
            rowKey={({ id }) => id}
          />
        </>
      )}
      {values.length > 0 && (
        <>
          <h2>Valores</h2>
          <DataTable
            caption={`Valores de ${name}`}
            columns={VALUE_COLUMNS}
            rows={values}
            rowKey={(value) => value.name}
          />
        </>
      )}
      <WhereMet fields={fieldsThatLeadTo(reference, name)} />
    </>
  );
}

const FIELD_COLUMNS: readonly Column<Field>[] = [
  {
    id: 'name',
    header: 'Campo',
    rowHeader: true,
    cell: ({ id, name }) => (
      <Link to={addressOfItem(id)}>
        <code>{name}</code>
      </Link>
    ),
  },
  { id: 'type', header: 'Tipo', cell: ({ type }) => <TypeLink type={type} /> },
  {
    id: 'description',
    header: 'Descrição',
    cell: ({ description, deprecation }) => (
      <>
        {deprecation && <strong>Obsoleto. {goneSentence(deprecation.from)} </strong>}
        <SchemaText text={description} />
      </>
    ),
  },
];

const ACCESS_COLUMN: Column<Field> = {
  id: 'access',
  header: 'Permissão do token',
  cell: ({ access }) => <WithCode text={accessSentence(access)} />,
};

const VALUE_COLUMNS: readonly Column<EnumValue>[] = [
  { id: 'name', header: 'Valor', rowHeader: true, cell: ({ name }) => <code>{name}</code> },
  {
    id: 'description',
    header: 'Descrição',
    cell: ({ description, deprecation }) => (
      <>
        {deprecation && <strong>Obsoleto. {goneSentence(deprecation.from)} </strong>}
        <SchemaText text={description} />
      </>
    ),
  },
];

function WhereMet({ fields }: { readonly fields: readonly Field[] }) {
  if (fields.length === 0) return null;
  return (
    <>
      <h2>Onde aparece</h2>
      <ul className="reference-types">
        {fields.map(({ id }) => (
          <li key={id}>
            <Link to={addressOfItem(id)}>
              <code>{id}</code>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
