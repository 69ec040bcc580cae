import { type Column, DataTable, PageTitle, Tag } from '@portal/ui';
import { Link } from 'react-router';
import { SchemaText, WithCode } from '../prose.tsx';
import { goneSentence } from './deprecated.tsx';
import { accessSentence, kindLabel, usualAccess } from './item-words.ts';
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
      {fields.length > 0 && <Fields type={type} />}
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

function Fields({ type: { kind, name, fields } }: { readonly type: TypeEntry }) {
  // A token's scope is mostly that of the whole type: said once, and at the fields that ask for more.
  const usual = kind === 'object' ? usualAccess(fields) : null;
  const columns: Column<Field>[] = [
    {
      id: 'name',
      header: 'Campo',
      rowHeader: true,
      cell: (field) => (
        <Link to={addressOfItem(field.id)}>
          <code>{field.name}</code>
        </Link>
      ),
    },
    { id: 'type', header: 'Tipo', cell: (field) => <TypeLink type={field.type} /> },
    { id: 'description', header: 'Descrição', cell: (field) => <FieldDescription field={field} usual={usual} /> },
  ];
  return (
    <>
      <h2>Campos</h2>
      {usual !== null && (
        <p>
          Permissão do token: <WithCode text={usual} />
        </p>
      )}
      <DataTable caption={`Campos de ${name}`} columns={columns} rows={fields} rowKey={({ id }) => id} />
    </>
  );
}

function FieldDescription({ field, usual }: { readonly field: Field; readonly usual: string | null }) {
  const { description, deprecation, access } = field;
  const asked = accessSentence(access);
  return (
    <>
      {deprecation && <strong>Obsoleto. {goneSentence(deprecation.from)} </strong>}
      <SchemaText text={description} />
      {usual !== null && asked !== usual && (
        <span className="reference-scope">
          Permissão: <WithCode text={asked} />
        </span>
      )}
    </>
  );
}

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
