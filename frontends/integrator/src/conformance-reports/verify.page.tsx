import { QueryView, useRead } from '@portal/console';
import { CONFORMANCE_REPORT_STANDING_LABELS, type ConformanceReportStanding, formatDateTime } from '@portal/domain';
import { Breadcrumb, DescriptionList, FileInput, Loading, Message, PageTitle } from '@portal/ui';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { ReportSummaryQuery } from '../gql/graphql.ts';
import { CheckedFile } from './checked-file.tsx';
import { ReportSummary } from './report.documents.ts';
import { type Checked, verifyFile } from './verify-file.ts';

/** /verificar/:id */
export function Component() {
  const { id } = useParams();
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Verificar um relatório' }]} />
      <PageTitle>Verificar um relatório de conformidade</PageTitle>
      <p className="lead">
        Um relatório de conformidade diz o que o sistema de um integrador mostrou no ambiente de homologação. O Portal o
        assina, e ele não muda mais.
      </p>
      {id !== undefined && <ReportOf key={id} id={id} />}
      <FileCheck expected={id} />
    </>
  );
}

function ReportOf({ id }: { readonly id: string }) {
  const report = useRead({ query: ReportSummary, variables: { id }, pick: (data) => data.conformanceReport });
  return (
    <section aria-labelledby="relatorio">
      <h2 id="relatorio">O relatório</h2>
      <QueryView of={report} lines={6} title="Relatório" empty={<UnknownReport />}>
        {(found) => (
          <>
            <StandingNotice standing={found.standing} />
            <DescriptionList
              items={[
                { term: 'Roteiro', value: `${found.suiteTitle}, versão ${found.suiteVersion}` },
                { term: 'Sistema', value: found.systemName },
                { term: 'Identificador do solicitante', value: found.requesterIdentifier },
                { term: 'Conector', value: found.connector },
                { term: 'Concluído em', value: formatDateTime(found.completedAt) },
                { term: 'Emitido em', value: formatDateTime(found.issuedAt) },
                { term: 'Carimbo do tempo', value: stampOf(found) },
                { term: 'Vale até', value: formatDateTime(found.validUntil) },
                { term: 'Número', value: found.report },
              ]}
            />
          </>
        )}
      </QueryView>
    </section>
  );
}

function stampOf({ timeStampedAt, timeStampAuthority }: ReportSummaryQuery['conformanceReport'] & object): string {
  if (!timeStampedAt) return 'Nenhum: a hora é a que o Portal assinou';
  return `${formatDateTime(timeStampedAt)}, por ${timeStampAuthority}`;
}

function UnknownReport() {
  return (
    <Message tone="warning" role="none" title="Não há um relatório com este número">
      <p>Confira o endereço impresso no relatório. Você ainda pode verificar o arquivo abaixo.</p>
    </Message>
  );
}

function StandingNotice({ standing }: { readonly standing: ConformanceReportStanding }) {
  const inForce = standing === 'IN_FORCE';
  return (
    <Message tone={inForce ? 'success' : 'warning'} role="none" title={CONFORMANCE_REPORT_STANDING_LABELS[standing]}>
      {!inForce && <p>O que ele diz continua registrado, mas não serve mais para pedir acesso à produção.</p>}
    </Message>
  );
}

/** Takes a file, and says whether it is the very one. */
function FileCheck({ expected }: { readonly expected: string | undefined }) {
  const [checking, setChecking] = useState(false);
  const [checked, setChecked] = useState<{ name: string; result: Checked }>();

  async function check([file]: readonly File[]): Promise<void> {
    if (!file) return;
    setChecking(true);
    setChecked(undefined);
    try {
      setChecked({ name: file.name, result: await verifyFile(file) });
    } finally {
      setChecking(false);
    }
  }

  return (
    <section aria-labelledby="arquivo">
      <h2 id="arquivo">O arquivo é o que foi emitido?</h2>
      <p>Escolha o PDF ou o JSON que você recebeu. Ele é conferido neste navegador e não é enviado a ninguém.</p>
      <FileInput
        label="Arquivo do relatório"
        help="PDF ou JSON, como o Portal o entregou."
        accept=".pdf,.json,application/pdf,application/json"
        disabled={checking}
        onFiles={(files) => void check(files)}
      />
      {checking && <Loading label="Conferindo…" />}
      {checked && <CheckedFile name={checked.name} result={checked.result} expected={expected} />}
    </section>
  );
}
