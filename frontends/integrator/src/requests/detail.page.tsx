import { NotFoundPage, QueryView, RequireViewer, useLive, useRead } from '@portal/console';
import { ACCESS_REQUEST_STATE_LABELS, ENVIRONMENT_LABELS } from '@portal/domain';
import type { AccessRequestState } from '@portal/schema/types';
import { Breadcrumb, Button, LinkButton, Message, type MessageTone, PageTitle, StateTag, useNotify } from '@portal/ui';
import { Link, useParams } from 'react-router';
import { credentialAddress } from '../credentials/credential-address.ts';
import { EvidenceList } from '../evidence/evidence-list.tsx';
import { Requirements } from '../evidence/requirements.tsx';
import type { RequestDetailFragment, RequestQuery as RequestRead } from '../gql/graphql.ts';
import { evidenceAddress, formAddress } from './addresses.ts';
import { askedChanges, changesElsewhere } from './asked-changes.ts';
import { CancelRequest } from './cancel-request.tsx';
import { ContinueRequest } from './continue-request.tsx';
import { History } from './history.tsx';
import { NewMessages, RequestMessages, useMessagesOpen } from './messages.tsx';
import { nextStep } from './next-step.ts';
import { RequestChanged, RequestQuery } from './request.documents.ts';
import { RequestFacts } from './request-facts.tsx';

/** /solicitacoes/:id */
export function Component() {
  const { id = '' } = useParams();
  return (
    <RequireViewer>
      <RequestOf key={id} id={id} />
    </RequireViewer>
  );
}

function RequestOf({ id }: { readonly id: string }) {
  const request = useRead({ query: RequestQuery, variables: { id }, pick: (data) => data.accessRequest });
  return (
    <QueryView of={request} lines={12} title="Solicitação" empty={NOT_FOUND}>
      {(found) => <RequestView request={found} />}
    </QueryView>
  );
}

const NOT_FOUND = (
  <NotFoundPage>
    <p>
      Não encontramos esta solicitação. Ela pode ser de outra equipe: só quem está na equipe de uma solicitação pode
      vê-la.
    </p>
  </NotFoundPage>
);

function RequestView({ request }: { readonly request: NonNullable<RequestRead['accessRequest']> }) {
  const editable = request.allowedActions.includes('EDIT');
  const asked = request.state === 'CHANGES_REQUESTED' ? askedChanges(request.history) : null;
  const [open, onToggle] = useMessagesOpen();
  useAnnouncedChanges(request.id);
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Solicitações', to: '/solicitacoes' }, { label: request.protocol }]} />
      <PageTitle documentTitle={`Solicitação ${request.protocol}`} aside={<StateTag state={request.state} />}>
        {request.replaces ? 'Alteração' : 'Solicitação'} {request.protocol}
      </PageTitle>
      <p className="lead">
        {request.portfolio.name}, {ENVIRONMENT_LABELS[request.environment].toLowerCase()}
      </p>
      {request.team && (
        <p>
          Equipe: <Link to={`/equipes/${request.team.id}`}>{request.team.name}</Link>
        </p>
      )}
      <NewMessages {...{ request, open, onToggle }} />
      <Situation request={request} />
      {asked !== null && <Asked request={request} asked={asked} />}
      <div className="two-columns">
        <div>
          <RequestMessages {...{ request, open, onToggle }} />
          {(request.environment === 'PRODUCTION' || request.evidence.length > 0) && (
            <section aria-labelledby="evidencias">
              <h2 id="evidencias">Evidências</h2>
              <EvidenceList request={request} asked={asked?.changes ?? []} />
              {request.allowedActions.includes('ATTACH_EVIDENCE') && (
                <LinkButton to={evidenceAddress(request.id)} icon="attach">
                  Anexar evidências
                </LinkButton>
              )}
            </section>
          )}
          {request.checklist.some(({ verdict }) => verdict !== null) && (
            <section aria-labelledby="resultado">
              <h2 id="resultado">Resultado da análise por requisito</h2>
              <Requirements checklist={request.checklist} asked={[]} />
            </section>
          )}
          <section aria-labelledby="informado">
            <h2 id="informado">{editable ? 'O que está preenchido' : 'O que foi enviado'}</h2>
            <RequestFacts request={request} asked={asked?.changes ?? []} editable={editable} />
          </section>
        </div>
        <aside aria-labelledby="historico">
          <h2 id="historico">Histórico</h2>
          <History events={request.history} />
        </aside>
      </div>
      <div className="button-row">
        {editable && (
          <LinkButton to={formAddress(request.id)} icon="edit">
            Editar
          </LinkButton>
        )}
        {request.allowedActions.includes('CANCEL') && <CancelRequest request={request} />}
        {request.submissions > 0 && (
          <LinkButton href={`/request-receipts/${request.id}`} icon="pdf">
            Baixar o comprovante
          </LinkButton>
        )}
        <Button icon="file" onClick={() => window.print()}>
          Imprimir
        </Button>
      </div>
    </>
  );
}

const TONES: Record<AccessRequestState, MessageTone> = {
  DRAFT: 'info',
  SUBMITTED: 'info',
  IN_REVIEW: 'info',
  CHANGES_REQUESTED: 'warning',
  APPROVED: 'success',
  REJECTED: 'danger',
  CANCELLED: 'info',
};

/** Where the request stands, and the next step in one sentence. Changes are told as they come. */
function Situation({ request }: { readonly request: RequestDetailFragment }) {
  const { sentence, action } = nextStep(request, request.history, new Date());
  return (
    <Message
      tone={TONES[request.state]}
      role="none"
      title={ACCESS_REQUEST_STATE_LABELS[request.state].label}
      actions={
        action === null ? (
          request.mayContinue && <ContinueRequest of={{ requestId: request.id }} />
        ) : (
          <LinkButton variant="primary" to={action.to}>
            {action.label}
          </LinkButton>
        )
      }
    >
      <p>{sentence}</p>
      {request.replaces && (
        <p>
          Altera a credencial{' '}
          <Link to={credentialAddress(request.replaces.id)}>{request.replaces.requesterIdentifier}</Link>
          {request.state === 'APPROVED'
            ? ', que tem este conteúdo desde a aprovação.'
            : ', que continua valendo como está até a aprovação.'}
        </p>
      )}
      {request.continues && (
        <p>
          Continua a solicitação <Link to={`/solicitacoes/${request.continues.id}`}>{request.continues.protocol}</Link>.
        </p>
      )}
      {request.state === 'APPROVED' && request.credential && !request.replaces && (
        <p>
          Identificador do solicitante: <strong>{request.credential.requesterIdentifier}</strong>
        </p>
      )}
    </Message>
  );
}

interface AskedProps {
  readonly request: RequestDetailFragment;
  readonly asked: NonNullable<ReturnType<typeof askedChanges>>;
}

/** What the reviewer wrote, and what was asked for without a place of its own. */
function Asked({ request, asked }: AskedProps) {
  const elsewhere = changesElsewhere(
    asked.changes,
    request.evidence.map((file) => file.id),
  );
  const requirements = asked.changes.filter((change) => change.path[0] === 'checklist');
  const listed = [...elsewhere, ...requirements];
  return (
    <section aria-labelledby="ajustes">
      <h2 id="ajustes">Ajustes solicitados</h2>
      {asked.message !== null && <p className="kept-lines">{asked.message}</p>}
      {listed.length > 0 && (
        <ul>
          {listed.map((change) => (
            <li key={`${change.label} ${change.path.join('.')} ${change.message}`}>
              <strong>{change.label}:</strong> {change.message}
            </li>
          ))}
        </ul>
      )}
      {listed.length < asked.changes.length && <p>Os outros pedidos estão junto de cada campo, abaixo.</p>}
    </section>
  );
}

/** Says what others did to the request while its page is open; the page itself is up to date by then. */
function useAnnouncedChanges(id: string): void {
  const { notify } = useNotify();
  useLive(RequestChanged, ({ accessRequestChanged: { event, accessRequest } }) => {
    const byOthers = ['CLAIM', 'RELEASE', 'REQUEST_CHANGES', 'APPROVE', 'REJECT', 'ERASE_EVIDENCE'];
    if (accessRequest.id !== id || !byOthers.includes(event.action)) return;
    notify({
      about: id,
      tone: TONES[event.to],
      text: `A situação da solicitação ${accessRequest.protocol} agora é: ${ACCESS_REQUEST_STATE_LABELS[event.to].label}.`,
    });
  });
}
