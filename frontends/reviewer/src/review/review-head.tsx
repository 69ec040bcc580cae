import { useViewer } from '@portal/console';
import { ENVIRONMENT_LABELS, formatDateTime, messagesWord, RULE_OBSTACLE_LABELS } from '@portal/domain';
import { Button, LinkButton, PageTitle, StateTag, Tag } from '@portal/ui';
import { Link } from 'react-router';
import { TimeLeft } from '../queue/time-left.tsx';
import { useKeyOf } from './keys/keys-context.ts';
import type { ReviewRequest } from './submission/fields.ts';

/** Which request, in what state, until when, and who has it. */
export function ReviewHead({ request, onMessages }: { request: ReviewRequest; onMessages: () => void }) {
  const messagesKey = useKeyOf('m');
  const {
    protocol,
    state,
    environment,
    portfolio,
    submissions,
    approvals,
    reviewer,
    previousReviewer,
    dueAt,
    decidedAt,
    credential,
    ruleDecision,
    replaces,
  } = request;
  const waiting = state === 'SUBMITTED' || state === 'IN_REVIEW';
  const held = reviewer ?? previousReviewer;
  return (
    <div className="review-head">
      <PageTitle
        aside={<StateTag state={state} />}
      >{`${replaces ? 'Alteração' : 'Solicitação'} ${protocol}`}</PageTitle>
      <ul className="review-facts">
        <li>
          {portfolio.name}, {ENVIRONMENT_LABELS[environment]}
        </li>
        <li>{request.establishment?.name ?? 'Ministério da Saúde'}</li>
        {waiting && dueAt && (
          <li>
            Prazo: <TimeLeft dueAt={dueAt} />
          </li>
        )}
        <li>
          <LinkButton size="small" variant="tertiary" icon="pdf" href={`/request-receipts/${request.id}`}>
            Comprovante<span className="visually-hidden"> em PDF</span>
          </LinkButton>
        </li>
        <li className="review-messages">
          <Button size="small" variant="tertiary" icon="message" {...messagesKey} onClick={onMessages}>
            {request.messageCount === 0 ? 'Mensagens' : messagesWord(request)}
          </Button>
        </li>
        {decidedAt && <li>{`Decidida em ${formatDateTime(decidedAt)}`}</li>}
        {held && <li>{`${holding(request)} ${held.name}`}</li>}
        {replaces && !credential && (
          <li>
            Altera a credencial <LinkedCredential credential={replaces} /> <StateTag state={replaces.state} />
          </li>
        )}
        {credential && (
          <li>
            {replaces ? 'Credencial alterada' : 'Credencial'} <LinkedCredential credential={credential} />{' '}
            <StateTag state={credential.state} />
          </li>
        )}
        {submissions > 1 && (
          <li>
            <Tag icon="rotateRight">{`Reenviada (${submissions}ª vez)`}</Tag>
          </li>
        )}
        {ruleDecision?.outcome === 'DRAWN' && (
          <li>
            <Tag icon="search">sorteada para análise por pessoa</Tag>
          </li>
        )}
        {ruleDecision?.outcome === 'APPROVED' && <li>Aprovada por regra do portfólio</li>}
        {waiting && ruleDecision?.outcome === 'FOR_PEOPLE' && (
          <li>{`A regra do portfólio deixou para uma pessoa: ${obstaclesIn(ruleDecision)}`}</li>
        )}
        {approvals.length > 0 && state !== 'APPROVED' && (
          <li>
            <Tag tone="yellow" icon="success">
              {`aguarda 2ª aprovação (1ª por ${approvals[0]?.reviewer.name})`}
            </Tag>
          </li>
        )}
      </ul>
    </div>
  );
}

/** Its identifier; for who may open it, the way to it. */
function LinkedCredential({
  credential: { id, requesterIdentifier },
}: {
  credential: Pick<NonNullable<ReviewRequest['credential']>, 'id' | 'requesterIdentifier'>;
}) {
  const opensIt = useViewer()?.permissions.includes('READ_CREDENTIALS');
  return opensIt ? <Link to={`/credenciais/${id}`}>{requesterIdentifier}</Link> : requesterIdentifier;
}

function obstaclesIn({ obstacles }: NonNullable<ReviewRequest['ruleDecision']>): string {
  return obstacles.map((obstacle) => RULE_OBSTACLE_LABELS[obstacle]).join('; ');
}

function holding({ reviewer, decidedAt }: ReviewRequest): string {
  if (decidedAt) return 'Decidida por';
  return reviewer ? 'Com' : 'Antes com';
}
