import { type Column, DataTable, type Description, DescriptionList, LinkButton, PageTitle, Tag } from '@portal/ui';
import { Link } from 'react-router';
import { CodeBlock } from '../code-block.tsx';
import { SchemaText, WithCode } from '../prose.tsx';
import { Deprecated } from './deprecated.tsx';
import { exampleOperation, graphiqlAddress } from './example-operation.ts';
import { accessSentence, costSentence, kindLabel, scopeLabels } from './item-words.ts';
import { type Argument, addressOfItem, type Field, isRoot, type Reference } from './reference.ts';
import { TypeLink } from './type-link.tsx';

interface FieldViewProps {
  readonly reference: Reference;
  readonly field: Field;
}

/** A field: what it is, what it asks for, and how it is asked. */
export function FieldView({ reference, field }: FieldViewProps) {
  const { id, owner, description, deprecation, args } = field;
  return (
    <>
      <PageTitle documentTitle={`${id}, referência`} aside={<Tag>{kindLabel(field)}</Tag>}>
        <code>{id}</code>
      </PageTitle>
      {deprecation && <Deprecated deprecation={deprecation} />}
      <p className="lead">
        <SchemaText text={description} />
      </p>
      {!isRoot(owner) && (
        <p>
          Faz parte de{' '}
          <Link to={addressOfItem(owner)}>
            <code>{owner}</code>
          </Link>
          .
        </p>
      )}
      <DescriptionList items={factsOf(field)} />
      {args.length > 0 && <Arguments args={args} />}
      <Example reference={reference} field={field} />
    </>
  );
}

function factsOf(field: Field): Description[] {
  const { type, access } = field;
  const cost = costSentence(field);
  if (cost === null) return [{ term: 'Tipo', value: <TypeLink type={type} /> }];
  return [
    { term: 'Responde', value: <TypeLink type={type} /> },
    {
      term: 'Permissão do token',
      value: (
        <>
          <WithCode text={accessSentence(access)} />
          {scopeLabels(access).map((label) => (
            <span key={label} className="reference-scope">
              {label}
            </span>
          ))}
        </>
      ),
    },
    { term: 'Custo', value: <WithCode text={cost} /> },
  ];
}

const ARGUMENT_COLUMNS: readonly Column<Argument>[] = [
  { id: 'name', header: 'Argumento', rowHeader: true, cell: ({ name }) => <code>{name}</code> },
  { id: 'type', header: 'Tipo', cell: ({ type }) => <TypeLink type={type} /> },
  {
    id: 'default',
    header: 'Se ausente',
    cell: ({ defaultValue, type }) =>
      defaultValue === null ? type.text.endsWith('!') ? 'obrigatório' : 'nenhum' : <code>{defaultValue}</code>,
  },
  { id: 'description', header: 'Descrição', cell: ({ description }) => <SchemaText text={description} /> },
];

function Arguments({ args }: { readonly args: readonly Argument[] }) {
  return (
    <>
      <h2>Argumentos</h2>
      <DataTable caption="Argumentos" columns={ARGUMENT_COLUMNS} rows={args} rowKey={({ name }) => name} />
    </>
  );
}

function Example({ reference, field }: FieldViewProps) {
  const example = exampleOperation(reference, field);
  if (!example) return null;
  const hasVariables = Object.keys(example.variables).length > 0;
  return (
    <>
      <h2>Exemplo</h2>
      <CodeBlock
        title="Operação"
        code={example.query}
        what="a operação"
        more={
          <LinkButton href={graphiqlAddress(example)} size="small" variant="tertiary" icon="next">
            Abrir no GraphiQL
          </LinkButton>
        }
      />
      {hasVariables && (
        <CodeBlock title="Variáveis" code={JSON.stringify(example.variables, null, 2)} what="as variáveis" />
      )}
    </>
  );
}
