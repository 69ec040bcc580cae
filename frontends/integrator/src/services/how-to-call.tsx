import { saveFile } from '@portal/console';
import { ENVIRONMENT_LABELS } from '@portal/domain';
import { Button, DataTable, Disclosure, LinkButton } from '@portal/ui';
import { Link } from 'react-router';
import { CodeBlock } from '../developers/code-block.tsx';
import type { ServicePageQuery as PageData } from '../gql/graphql.ts';
import { suiteAddress } from '../suites/suite-address.ts';
import { Coverage, guideOf } from '../validation/coverage.tsx';
import { validatorAddress } from '../validation/validator-address.ts';
import { exampleCall } from './example-call.ts';

type Service = NonNullable<PageData['service']>;
type Trial = NonNullable<Service['trial']>;
type Document = Trial['documents'][number];

/** What is asked of a service, how, and with which documents. */
export function HowToCall({ service }: { readonly service: Service }) {
  const { operations, trial } = service;
  if (operations.length === 0 && !trial) return null;
  return (
    <section aria-labelledby="como-chamar">
      <h2 id="como-chamar">Como chamar</h2>
      {operations.length > 0 && (
        <DataTable
          caption="O que se pede a este serviço"
          rows={operations}
          rowKey={({ method, path }) => `${method} ${path}`}
          columns={[
            { id: 'method', header: 'Método', cell: ({ method }) => <code>{method}</code> },
            { id: 'path', header: 'Caminho', rowHeader: true, cell: ({ path }) => <code>{path}</code> },
          ]}
        />
      )}
      {trial && <Examples service={service} trial={trial} />}
      {trial?.suites.map((key) => (
        <p key={key}>
          <Link to={suiteAddress(key)}>O que o seu conector deve ser visto fazendo em homologação</Link>
        </p>
      ))}
      {trial?.documents.map((document) => (
        <DocumentExample key={document.code} document={document} />
      ))}
      {trial?.capabilityStatement && <Capabilities statement={trial.capabilityStatement} />}
    </section>
  );
}

function Examples({ service, trial }: { readonly service: Service; readonly trial: Trial }) {
  return (
    <>
      <h3>Em {ENVIRONMENT_LABELS.HOMOLOGATION.toLowerCase()}, no Portal</h3>
      <p>
        O Portal tem um ambiente que responde como a RNDS e diz o que há a corrigir. Depois de aprovada a sua
        solicitação, a página <Link to="/credenciais?aba=homologacao">Testes da credencial</Link> dá estes comandos já
        com o seu certificado e o seu identificador.
      </p>
      {service.operations.map((operation) => (
        <CodeBlock
          key={`${operation.method} ${operation.path}`}
          title={`${operation.method} ${operation.path}`}
          what={`o exemplo de ${operation.method} ${operation.path}`}
          code={exampleCall(operation, trial)}
        />
      ))}
    </>
  );
}

function DocumentExample({ document }: { readonly document: Document }) {
  const { code, name, example } = document;
  return (
    <>
      <h3>
        Documento: {name} ({code})
      </h3>
      <p>
        {example
          ? `Julgado por ${guideOf(document)}. O exemplo está certo se enviado hoje; troque nele o identificador e o CNES pelos seus.`
          : 'Este tipo ainda não é julgado no Portal, e não há um exemplo.'}
      </p>
      {example && (
        <>
          <div className="button-row">
            <LinkButton to={validatorAddress(code)}>Abrir no validador</LinkButton>
            <Button icon="download" onClick={() => saveFile(fileName(code), example, 'application/fhir+json')}>
              Baixar {fileName(code)}
            </Button>
          </div>
          <Disclosure summary={`Ver o exemplo de ${code}`}>
            <CodeBlock title={fileName(code)} what={`o exemplo de ${code}`} code={example} />
          </Disclosure>
        </>
      )}
      <Disclosure summary={`O que é conferido em ${code}`}>
        <Coverage kind={document} />
      </Disclosure>
    </>
  );
}

function Capabilities({ statement }: { readonly statement: string }) {
  return (
    <Disclosure summary="O que o ambiente oferece (CapabilityStatement)">
      <CodeBlock title="GET /api/fhir/r4/metadata" what="o CapabilityStatement" code={statement} />
    </Disclosure>
  );
}

function fileName(code: string): string {
  return `${code.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.json`;
}
