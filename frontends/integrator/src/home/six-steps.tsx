import { Tag } from '@portal/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { AnswerTime } from '../answer-times/answer-time.tsx';
import { MANUAL_ADDRESS } from '../manual/chapter.ts';

const STEPS: readonly { readonly title: string; readonly text: ReactNode }[] = [
  {
    title: 'Escolha do portfólio',
    text: (
      <>
        No menu, escolha o portfólio do serviço que você quer integrar. Em dúvida? Leia o{' '}
        <Link to={MANUAL_ADDRESS}>Manual de apoio</Link>.
      </>
    ),
  },
  {
    title: 'Integração para homologação',
    text: 'Solicite acesso ao ambiente de homologação. Nele você valida o que o sistema envia, o que recebe e os comportamentos negociais (as regras do serviço e o que ele responde em caso de erro), antes de qualquer contato com a produção.',
  },
  {
    title: 'Status de aprovação',
    text: (
      <>
        Acompanhe em <Link to="/solicitacoes">Solicitações</Link>.{' '}
        <AnswerTime portfolio={null} environments={['HOMOLOGATION']} />
      </>
    ),
  },
  {
    title: 'Evidências',
    text: 'Com a credencial de homologação, teste o seu sistema e guarde evidências em PDF ou PNG. Com elas, solicite acesso ao ambiente de produção.',
  },
  {
    title: 'Status da produção',
    text: (
      <>
        Acompanhe em <Link to="/credenciais?aba=em-analise">Gerenciar Credenciais</Link>, aba Em análise para produção.
      </>
    ),
  },
  {
    title: 'Credencial de produção',
    text: (
      <>
        Depois da análise pelo Ministério da Saúde, se aprovada, a credencial aparece em{' '}
        <Link to="/credenciais?aba=producao">Gerenciar Credenciais</Link>, aba Produção.
      </>
    ),
  },
];

/** The official flow as a path; a new person is shown where it begins. */
export function SixSteps({ isNew }: { readonly isNew: boolean }) {
  return (
    <ol className="six-steps">
      {STEPS.map((step, index) => (
        <li key={step.title}>
          <span className="six-steps-mark" aria-hidden="true">
            {index + 1}
          </span>
          <div>
            <h3>
              {step.title} {isNew && index === 0 && <Tag tone="blue">comece aqui</Tag>}
            </h3>
            <p>{step.text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
