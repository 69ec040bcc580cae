import { NotFoundPage, QueryView, RequireViewer, useRead } from '@portal/console';
import {
  ENVIRONMENT_LABELS,
  EVIDENCE_ACCEPT,
  EVIDENCE_MAX_FILES,
  EVIDENCE_PRIVACY_NOTICE,
  EVIDENCE_TOO_MANY,
} from '@portal/domain';
import { Breadcrumb, Button, FileInput, LinkButton, Message, PageTitle, StateTag, StickyBar } from '@portal/ui';
import { useParams } from 'react-router';
import { AttachReport } from '../conformance-reports/attach-report.tsx';
import { ReportNotices } from '../conformance-reports/report-notices.tsx';
import { useReportsOver } from '../conformance-reports/use-reports-over.ts';
import type { RequestDetailFragment } from '../gql/graphql.ts';
import { AccountLevelNotice, useMaySubmit } from '../requests/account-level.tsx';
import { formAddress } from '../requests/addresses.ts';
import { askedChanges, changesElsewhere } from '../requests/asked-changes.ts';
import { RequestQuery } from '../requests/request.documents.ts';
import { AttachedFiles } from './attached-files.tsx';
import { Requirements } from './requirements.tsx';
import { SubmitProblems, useSubmitEvidence } from './submit-evidence.tsx';
import { UnprovenNotice } from './unproven.tsx';
import { UploadList } from './upload-list.tsx';
import { useUploadQueue } from './use-upload-queue.ts';

/** /solicitacoes/:id/evidencias */
export function Component() {
  const { id = '' } = useParams();
  return (
    <RequireViewer>
      <EvidenceOf key={id} id={id} />
    </RequireViewer>
  );
}

function EvidenceOf({ id }: { readonly id: string }) {
  const request = useRead({ query: RequestQuery, variables: { id }, pick: (data) => data.accessRequest });
  return (
    <QueryView of={request} lines={12} title="Evidências" empty={NOT_FOUND}>
      {(found) => <EvidenceView request={found} onSent={request.retry} />}
    </QueryView>
  );
}

const NOT_FOUND = (
  <NotFoundPage>
    <p>Não encontramos esta solicitação. Ela pode ser de outra equipe.</p>
  </NotFoundPage>
);

interface EvidenceViewProps {
  readonly request: RequestDetailFragment;
  readonly onSent: () => void;
}

function EvidenceView({ request, onSent }: EvidenceViewProps) {
  const submit = useSubmitEvidence(request);
  // What was refused before is said of files that are no longer the same.
  const changed = () => {
    submit.forget();
    onSent();
  };
  const { queue, uploads } = useUploadQueue(request.id, changed);
  const underWay = uploads.filter((upload) =>
    ['preparing', 'waiting', 'sending', 'paused'].includes(upload.phase),
  ).length;
  const maySubmit = useMaySubmit();
  const over = useReportsOver(request);
  const open = request.allowedActions.includes('ATTACH_EVIDENCE');
  const production = request.environment === 'PRODUCTION';
  const asked = request.state === 'CHANGES_REQUESTED' ? (askedChanges(request.history)?.changes ?? []) : [];
  const room = EVIDENCE_MAX_FILES - request.evidence.length - underWay;
  const title = titleOf(request);
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: 'Solicitações', to: '/solicitacoes' },
          { label: request.protocol, to: `/solicitacoes/${request.id}` },
          { label: 'Evidências' },
        ]}
      />
      <PageTitle
        documentTitle={`Solicitação ${request.protocol}: evidências`}
        aside={<StateTag state={request.state} />}
      >
        {title}
      </PageTitle>
      <p className="lead">
        {request.system?.name ?? request.portfolio.name}, {ENVIRONMENT_LABELS[request.environment].toLowerCase()}.
        Protocolo {request.protocol}.
      </p>
      {!open && (
        <Message
          tone="info"
          role="none"
          title="As evidências não podem ser mudadas agora"
          actions={<LinkButton to={`/solicitacoes/${request.id}`}>Ver a solicitação</LinkButton>}
        >
          <p>Arquivos entram e saem só enquanto a solicitação é rascunho ou tem ajustes solicitados.</p>
        </Message>
      )}
      <AccountLevelNotice />
      <SubmitProblems problems={submit.problems} request={request} />
      {changesElsewhere(
        asked,
        request.evidence.map((file) => file.id),
      ).map((change) => (
        <Message key={change.message} tone="warning" role="none" title={`Ajuste solicitado: ${change.label}`}>
          <p>{change.message}</p>
        </Message>
      ))}
      {request.checklist.length > 0 && (
        <section aria-labelledby="requisitos">
          <h2 id="requisitos">O que as evidências precisam mostrar</h2>
          <Requirements checklist={request.checklist} asked={asked} />
        </section>
      )}
      <section aria-labelledby="arquivos">
        <h2 id="arquivos">Arquivos</h2>
        {open && (
          <>
            <Message tone="warning" role="none">
              <p>
                <strong>{EVIDENCE_PRIVACY_NOTICE}</strong>
              </p>
            </Message>
            {production && <AttachReport request={request} onAttached={changed} />}
            <FileInput
              id="arquivos-de-evidencia"
              label="Anexar evidências"
              help={`PDF ou PNG de até 10 MB cada, no máximo ${EVIDENCE_MAX_FILES} arquivos. Fotos em JPEG são convertidas em PNG. Uma captura de tela pode ser colada aqui.`}
              accept={EVIDENCE_ACCEPT}
              multiple
              pasted
              disabled={room <= 0}
              error={room <= 0 ? EVIDENCE_TOO_MANY : submit.evidenceFault}
              onFiles={(files) => queue.add(files)}
            />
            <UploadList uploads={uploads} queue={queue} />
          </>
        )}
        <p role="status" className="visually-hidden">
          {arrived(uploads.filter((upload) => upload.phase === 'done').length)}
        </p>
        <AttachedFiles request={request} asked={asked} problems={submit.problems} />
      </section>
      <section aria-labelledby="dados">
        <h2 id="dados">Dados da solicitação</h2>
        <p>
          {production && !request.replaces
            ? 'Os dados vieram da solicitação de homologação. Confira e, se algo mudou, edite antes de enviar.'
            : 'Confira os dados antes de enviar.'}
        </p>
        <div className="button-row">
          <LinkButton to={`/solicitacoes/${request.id}`} icon="view">
            Conferir os dados
          </LinkButton>
          {request.allowedActions.includes('EDIT') && (
            <LinkButton to={formAddress(request.id)} icon="edit">
              Editar os dados
            </LinkButton>
          )}
        </div>
      </section>
      {open && <ReportNotices over={over} />}
      {open && <UnprovenNotice request={request} />}
      {open && maySubmit && (
        <StickyBar label="Enviar">
          <p className="saved-sentence">
            {underWay > 0
              ? 'Aguarde o envio dos arquivos, ou cancele os que não vão.'
              : 'Cada arquivo é salvo assim que chega.'}
          </p>
          <div className="button-row">
            <Button
              variant="primary"
              icon="sent"
              busy={submit.busy || underWay > 0}
              onClick={() => void submit.submit()}
            >
              Enviar para análise
            </Button>
          </div>
        </StickyBar>
      )}
    </>
  );
}

function titleOf({ environment, replaces }: RequestDetailFragment): string {
  if (replaces) return `Alteração da credencial ${replaces.requesterIdentifier}`;
  return environment === 'PRODUCTION' ? 'Solicitação de acesso ao ambiente de produção' : 'Evidências da solicitação';
}

function arrived(count: number): string {
  if (count === 0) return '';
  return count === 1 ? '1 arquivo anexado.' : `${count} arquivos anexados.`;
}
