import { CERTIFICATE_POLICY_LABELS, ENVIRONMENT_LABELS } from '@portal/domain';
import type { PortfolioContentBodyInput } from '@portal/schema/types';

/** A portfolio as the integrator will read it: its page, and the checklist of a request. */
export function PortfolioPreview({ body }: { body: PortfolioContentBodyInput }) {
  return (
    <section className="decision-preview" aria-label="Como o integrador vai ler">
      <h2>Como o integrador vai ler</h2>
      <p>
        <strong>{body.name}</strong>
      </p>
      <p>{body.summary}</p>
      {body.accessNote && <p>{body.accessNote}</p>}
      {body.whoMayAsk && (
        <>
          <h3>Quem pode solicitar</h3>
          <p>{body.whoMayAsk}</p>
        </>
      )}
      <h3>O que é preciso</h3>
      <ul>
        {body.whatIsNeeded.map((line, place) => (
          <li key={`${place} ${line}`}>{line}</li>
        ))}
        {body.certificate.map(({ environment, policy }) => (
          <li key={environment}>
            Certificado ICP-Brasil em {ENVIRONMENT_LABELS[environment].toLowerCase()}:{' '}
            {CERTIFICATE_POLICY_LABELS[policy].toLowerCase()}
          </li>
        ))}
      </ul>
      {body.certificate.map(({ environment }) => (
        <Checked key={environment} environment={environment} body={body} />
      ))}
      {(body.documentationUrl || body.supportUrl) && (
        <>
          <h3>Saiba mais</h3>
          <ul>
            {body.documentationUrl && <li>Guia de integração: {body.documentationUrl}</li>}
            {body.supportUrl && <li>Onde pedir ajuda: {body.supportUrl}</li>}
          </ul>
        </>
      )}
      <h3>Serviços</h3>
      <ul>
        {body.services.map(({ name, description }, place) => (
          <li key={`${place} ${name}`}>
            <strong>{name}</strong>: {description}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Checked({
  environment,
  body,
}: {
  environment: PortfolioContentBodyInput['certificate'][number]['environment'];
  body: PortfolioContentBodyInput;
}) {
  const requirements = body.requirements.filter((one) => one.environment === environment);
  if (requirements.length === 0) return null;
  return (
    <>
      <h3>O que será conferido em {ENVIRONMENT_LABELS[environment].toLowerCase()}</h3>
      <ul>
        {requirements.map(({ description, guidance }, place) => (
          <li key={`${place} ${description}`}>
            {description}
            {guidance && <p className="field-help">{guidance}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}
