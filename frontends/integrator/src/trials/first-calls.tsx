import { saveFile } from '@portal/console';
import { Button, DescriptionList, Disclosure } from '@portal/ui';
import { Link } from 'react-router';
import { conformanceAddress } from '../conformance/conformance-address.ts';
import { CodeBlock } from '../developers/code-block.tsx';
import {
  connectorCommand,
  fileNames,
  identifierSystem,
  isForNpmRnds,
  metadataCommand,
  npmRndsVariables,
  queryCommand,
  type TrialOf,
  tokenCommand,
} from './commands.ts';
import { ConnectionTrouble } from './connection-trouble.tsx';
import type { TrialProps } from './trial-certificates.tsx';

interface SampleConnectorProps {
  readonly trial: TrialOf;
  readonly credentialId: string;
  readonly suites: TrialProps['access']['conformanceSuites'];
}

/** For who has no connector yet: the portal's own one does all that a suite asks for. */
function SampleConnector({ trial, credentialId, suites }: SampleConnectorProps) {
  if (suites.length === 0) return null;
  return (
    <Disclosure summary="Ainda sem conector? Veja o de exemplo cumprir um roteiro">
      <p>
        O repositório do Portal traz um conector pequeno, packages/sample-connector. Na raiz dele, com os arquivos
        baixados ali, este comando faz tudo o que o roteiro pede em uns dois minutos, e os passos são marcados na{' '}
        <Link to={conformanceAddress(credentialId)}>página de conformidade</Link> enquanto ele chama. Troque
        SENHA_DO_PFX pela senha mostrada ao gerar o certificado, e TOKEN_DE_ACESSO por um de{' '}
        <Link to="/tokens">Tokens de acesso</Link> com o escopo <code>credentials:write</code>: com ele o conector arma
        as falhas que o roteiro pede.
      </p>
      {suites.map(({ key, title }) => (
        <CodeBlock
          key={key}
          title={title}
          what={`o comando do conector de exemplo: ${title}`}
          code={connectorCommand(trial, { suite: key, portal: globalThis.location.origin, credentialId })}
        />
      ))}
    </Disclosure>
  );
}

/** The steps after the certificate, with this credential's own addresses and identifier. */
export function FirstCalls({ credential, access }: TrialProps) {
  const { requesterIdentifier, establishment } = credential;
  const { authUrl, ehrUrl, authorities, people, professionals } = access;
  const [professional] = professionals;
  const trial: TrialOf = {
    requesterIdentifier,
    authUrl,
    ehrUrl,
    cnes: establishment.cnes ?? undefined,
    uf: establishment.uf,
    professionalCns: professional?.cns,
    patientCpf: people[0]?.cpf,
    patientCns: people[0]?.cns,
  };
  const { authority } = fileNames(requesterIdentifier);
  return (
    <>
      <section aria-labelledby="enderecos">
        <h2 id="enderecos">2. Endereços e identificador</h2>
        <DescriptionList
          items={[
            { term: 'Auth', value: <code>{authUrl}</code> },
            { term: 'EHR', value: <code>{ehrUrl}</code> },
            { term: 'Identificador do solicitante', value: requesterIdentifier },
            {
              term: 'Sistema do identificador, em cada documento',
              value: <code>{identifierSystem(requesterIdentifier)}</code>,
            },
          ]}
        />
        <p>
          Os dois endereços usam um certificado da mesma autoridade. Faça o seu sistema confiar nela, e só nos testes:
        </p>
        <div className="button-row">
          <Button icon="download" onClick={() => saveFile(authority, authorities, 'application/x-pem-file')}>
            Baixar {authority}
          </Button>
        </div>
      </section>
      <section aria-labelledby="chamadas">
        <h2 id="chamadas">3. Primeiras chamadas</h2>
        <p>Na pasta dos arquivos baixados, peça um token de acesso, que vale por 30 minutos:</p>
        <CodeBlock title="Token" what="o comando que pede o token" code={tokenCommand(trial)} />
        <p>Veja o que o ambiente oferece, sem token:</p>
        <CodeBlock title="Metadados" what="o comando dos metadados" code={metadataCommand(trial)} />
        <p>
          {professional
            ? `E faça a primeira consulta, em nome de ${professional.name}, que trabalha no seu estabelecimento. As pessoas daqui não existem:`
            : 'E faça a primeira consulta, em nome de um profissional com vínculo no seu estabelecimento. As pessoas daqui não existem:'}
        </p>
        <CodeBlock title="Consulta" what="o comando da consulta" code={queryCommand(trial)} />
        <p>
          Com o pacote npm rnds, a senha do .pfx é a que foi mostrada ao gerar o certificado.
          {!isForNpmRnds(trial) &&
            ' O pacote só usa a porta 443, e estes endereços estão em outra: com ele, use um Portal cujos endereços de homologação estejam na 443.'}
        </p>
        <CodeBlock title="Variáveis de ambiente" what="as variáveis do pacote rnds" code={npmRndsVariables(trial)} />
        <SampleConnector trial={trial} credentialId={credential.id} suites={access.conformanceSuites} />
        <ConnectionTrouble authority={authority} />
      </section>
    </>
  );
}
