import { useViewer } from '@portal/console';
import { Breadcrumb, LinkButton, Message, PageTitle, RadioGroup } from '@portal/ui';
import { useState } from 'react';
import { type Advice, type Answers, adviceOn, verdictOn } from './advice.ts';

const ACCOUNTS = [
  { value: 'GOLD', label: 'Ouro' },
  { value: 'SILVER', label: 'Prata' },
  { value: 'BRONZE', label: 'Bronze' },
  { value: 'NONE', label: 'Não tenho conta gov.br' },
] as const;

const CERTIFICATES = [
  { value: 'E_CNPJ', label: 'Tenho um e-CNPJ', help: 'Do estabelecimento, ou de quem o mantém.' },
  { value: 'E_CPF', label: 'Tenho um e-CPF', help: 'Do gestor responsável.' },
  { value: 'NONE', label: 'Ainda não tenho' },
] as const;

const ESTABLISHMENTS = [
  { value: 'CNES', label: 'Sei o CNES' },
  { value: 'CNPJ', label: 'Sei só o CNPJ' },
  { value: 'NONE', label: 'Não sei nenhum dos dois' },
] as const;

/** /posso-pedir: what a request needs, in three questions, so that nobody learns it at its end. */
export function Component() {
  const known = useViewer()?.assuranceLevel;
  const [answers, setAnswers] = useState<Answers>(known ? { account: known } : {});
  const answer = (given: Answers) => setAnswers((before) => ({ ...before, ...given }));
  const { account, certificate, establishment } = adviceOn(answers);
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Posso pedir?' }]} />
      <PageTitle>Posso pedir?</PageTitle>
      <p className="lead">Três perguntas, para saber agora o que a solicitação vai pedir. Nada fica guardado.</p>
      <section aria-labelledby="conta">
        <h2 id="conta">1. A conta gov.br</h2>
        <RadioGroup
          legend="Qual é o nível da sua conta gov.br?"
          help={known ? 'Você entrou com esta conta.' : 'Ele aparece no aplicativo e na página da conta gov.br.'}
          options={ACCOUNTS}
          value={answers.account ?? null}
          onChange={(chosen) => answer({ account: chosen })}
        />
        <Told advice={account} />
      </section>
      <section aria-labelledby="certificado">
        <h2 id="certificado">2. O certificado</h2>
        <RadioGroup
          legend="Você tem à mão um certificado ICP-Brasil?"
          options={CERTIFICATES}
          value={answers.certificate ?? null}
          onChange={(chosen) => answer({ certificate: chosen })}
        />
        <Told advice={certificate} />
      </section>
      <section aria-labelledby="estabelecimento">
        <h2 id="estabelecimento">3. O estabelecimento</h2>
        <RadioGroup
          legend="Você sabe o CNES do estabelecimento?"
          help="O número dele no Cadastro Nacional de Estabelecimentos de Saúde, com 7 dígitos."
          options={ESTABLISHMENTS}
          value={answers.establishment ?? null}
          onChange={(chosen) => answer({ establishment: chosen })}
        />
        <Told advice={establishment} />
      </section>
      <Verdict answers={answers} />
    </>
  );
}

const TONES = { NOTHING: 'success', LATER: 'warning', NOW: 'danger' } as const;

function Told({ advice }: { readonly advice: Advice | undefined }) {
  if (!advice) return null;
  const { needed, title, text, link } = advice;
  return (
    <Message tone={TONES[needed]} title={title}>
      <p>
        {text} {link && <a href={link.href}>{link.label}</a>}
      </p>
    </Message>
  );
}

function Verdict({ answers }: { readonly answers: Answers }) {
  const verdict = verdictOn(answers);
  if (!verdict) return null;
  return (
    <section aria-labelledby="resposta">
      <h2 id="resposta">{verdict.title}</h2>
      <p>
        A solicitação também pede os dados do gestor responsável, uma descrição do sistema e os IPs públicos de onde ele
        acessa a internet.
      </p>
      {verdict.needed !== 'NOW' && (
        <LinkButton variant="primary" to="/portfolios">
          Escolher portfólio
        </LinkButton>
      )}
    </section>
  );
}
