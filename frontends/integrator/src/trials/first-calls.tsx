import { saveFile } from '@portal/console';
import { Button, DescriptionList } from '@portal/ui';
import { CodeBlock } from '../developers/code-block.tsx';
import {
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

/** The steps after the certificate, with this credential's own addresses and identifier. */
export function FirstCalls({ credential, access }: TrialProps) {
  const { requesterIdentifier, establishment } = credential;
  const { authUrl, ehrUrl, authorities, people, professionals } = access;
  const [professional] = professionals;
  const trial: TrialOf = {
    requesterIdentifier,
    authUrl,
    ehrUrl,
    uf: establishment.uf,
    professionalCns: professional?.cns,
    patientCpf: people[0]?.cpf,
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
        <ConnectionTrouble authority={authority} />
      </section>
    </>
  );
}
