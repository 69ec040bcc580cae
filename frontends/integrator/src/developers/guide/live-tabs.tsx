import { Tabs } from '@portal/ui';
import { useState } from 'react';
import { CodeBlock } from '../code-block.tsx';
import { atOrigin, LIVE_SAMPLE } from './samples.ts';

const TABS = [
  { id: 'program', label: 'JavaScript' },
  { id: 'command', label: 'Linha de comando' },
] as const;

const TOKEN = 'export PORTAL_TOKEN=pds_…';

/** The ways to have changes in a terminal, live. */
export function LiveTabs() {
  const [tab, setTab] = useState<(typeof TABS)[number]['id']>('program');
  return (
    <Tabs label="Como acompanhar ao vivo" tabs={TABS} selected={tab} onSelect={setTab}>
      {tab === 'program' ? <ByProgram /> : <ByCommand />}
    </Tabs>
  );
}

function ByProgram() {
  return (
    <>
      <CodeBlock title={LIVE_SAMPLE.file} code={atOrigin(LIVE_SAMPLE.code, location.origin)} what="o exemplo ao vivo" />
      <p>Execute:</p>
      <CodeBlock
        title="Terminal"
        code={`npm install graphql graphql-ws ws\n${TOKEN}\nnode ${LIVE_SAMPLE.file}`}
        what="os comandos do exemplo ao vivo"
      />
    </>
  );
}

function ByCommand() {
  // npm 12 takes a package from an address only where it is told to; those before it do not mind.
  const client = `--allow-remote=root ${location.origin}/client.tgz`;
  return (
    <>
      <p>
        O pacote <code>@portal-servicos/client</code>, que vem deste Portal, traz o comando <code>portal</code>, para
        terminais e esteiras de CI, e um cliente tipado para os seus programas. Execute o comando sem instalar nada:
      </p>
      <CodeBlock
        title="Terminal"
        code={`export PORTAL_URL=${location.origin}\n${TOKEN}\nnpx -y ${client} watch`}
        what="os comandos da linha de comando"
      />
      <p>
        Para usar o pacote nos seus programas, instale-o: <code>npm install {client}</code>.
      </p>
    </>
  );
}
