import { CERTIFICATE_POLICY_LABELS, CertificatePolicy, ENVIRONMENT_LABELS, formatDateTime } from '@portal/domain';
import type { PortfolioContentBodyInput } from '@portal/schema/types';
import {
  Button,
  ConfirmDialog,
  Disclosure,
  ErrorSummary,
  Message,
  Select,
  StickyBar,
  TextArea,
  TextField,
} from '@portal/ui';
import { useState } from 'react';
import { ChangesView } from '../history/changes-view.tsx';
import { changesBetween, EMPTY_PORTFOLIO } from './portfolio-changes.ts';
import { PortfolioPreview } from './portfolio-preview.tsx';
import { isSame, type PortfolioContent, writtenOf } from './portfolio-state.ts';
import { placeName } from './problem-places.ts';
import { RequirementsEditor } from './requirements-editor.tsx';
import { ServicesEditor } from './services-editor.tsx';
import { usePortfolioForm } from './use-portfolio-form.ts';

type Text = 'name' | 'summary' | 'whoMayAsk' | 'accessNote' | 'documentationUrl' | 'supportUrl';

const POLICIES = Object.values(CertificatePolicy).map((value) => ({ value, label: CERTIFICATE_POLICY_LABELS[value] }));
const idOf = (path: string) => `portfolio-${path.replaceAll('.', '-')}`;

interface PortfolioFormProps {
  portfolio: PortfolioContent;
  /** What the form begins with: the draft, what is in use, or what was. */
  saved: PortfolioContentBodyInput;
}

/** Writes a portfolio: saved as a draft, looked at as it will be read, and published when it is to count. */
export function PortfolioForm({ portfolio, saved }: PortfolioFormProps) {
  const form = usePortfolioForm(portfolio, saved);
  const [confirming, confirm] = useState<number>();
  const { written, change, problems } = form;
  const { draft, inUse, requestsUnderWay } = portfolio;
  const inUseNow = inUse && writtenOf(inUse);
  const environments = written.certificate.map(({ environment }) => environment);

  const errorAt = (path: string) =>
    problems.find((one) => one.path?.[0] === 'body' && isUnder(one.path.slice(1).join('.'), path))?.message;
  const text = (field: Text) => ({
    id: idOf(field),
    value: written[field] ?? '',
    error: errorAt(field),
    onChange: ({ target }: { target: { value: string } }) => change({ [field]: target.value }),
  });
  const inFields = problems.filter(({ path }) => path?.[0] === 'body');
  const others = problems.filter((one) => !inFields.includes(one));

  async function ask(): Promise<void> {
    const version = await form.prepare();
    if (version !== undefined) confirm(version);
  }
  async function publish(version: number): Promise<void> {
    await form.publish(version);
    confirm(undefined);
  }

  return (
    <form
      className="portfolio-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.saveDraft();
      }}
    >
      {others.map(({ message }) => (
        <Message key={message} tone="danger">
          {message}
        </Message>
      ))}
      <ErrorSummary
        attempt={form.attempt}
        errors={inFields.map(({ path, message }) => {
          const place = path?.slice(1) ?? [];
          return { fieldId: idOf(fieldOf(place)), text: `${placeName(place, written)}: ${message}` };
        })}
      />
      {draft && !isSame(written, writtenOf(draft.body)) && (
        <Message
          tone="info"
          role="none"
          actions={
            <Button size="small" onClick={() => change(writtenOf(draft.body))}>
              Trocar pelo que está salvo
            </Button>
          }
        >
          <p>
            Há um rascunho de {draft.savedBy}, salvo em {formatDateTime(draft.savedAt)}, diferente do que está escrito
            aqui.
          </p>
          <Disclosure summary="Ver a diferença entre o rascunho e o que está aqui">
            <ChangesView changes={changesBetween(writtenOf(draft.body), written)} />
          </Disclosure>
        </Message>
      )}
      <div className="portfolio-desk">
        <div>
          <h2>Textos</h2>
          <TextField {...text('name')} label="Nome" />
          <TextArea
            {...text('summary')}
            label="Resumo"
            help="O que o portfólio integra, em uma ou duas frases."
            rows={3}
          />
          <TextArea {...text('whoMayAsk')} label="Quem pode solicitar" optional rows={2} />
          <TextArea
            id={idOf('whatIsNeeded')}
            label="O que é preciso"
            help="Um item por linha."
            optional
            rows={5}
            value={written.whatIsNeeded.join('\n')}
            error={errorAt('whatIsNeeded')}
            onChange={({ target }) => change({ whatIsNeeded: target.value === '' ? [] : target.value.split('\n') })}
          />
          <TextArea
            {...text('accessNote')}
            label="Aviso sobre o acesso"
            help="Por que não há o que pedir aqui, ou nem tudo."
            optional
            rows={2}
          />
          <TextField {...text('documentationUrl')} label="Guia de integração" optional inputMode="url" />
          <TextField {...text('supportUrl')} label="Onde pedir ajuda" optional inputMode="url" />
          <h2>Certificado digital</h2>
          {written.certificate.map(({ environment, policy }) => (
            <Select
              key={environment}
              id={idOf(`certificate.${environment}`)}
              label={`Certificado em ${ENVIRONMENT_LABELS[environment].toLowerCase()}`}
              options={POLICIES}
              value={policy}
              onChange={({ target }) =>
                change({
                  certificate: written.certificate.map((rule) =>
                    rule.environment === environment
                      ? { environment, policy: target.value as CertificatePolicy }
                      : rule,
                  ),
                })
              }
            />
          ))}
          <h2>O que será conferido</h2>
          <p>
            Quem já enviou continua com os requisitos com que enviou, e com os textos deles. Para pedir outra coisa,
            retire o requisito e crie outro. O código de um requisito retirado não volta a ser usado para outro.
          </p>
          {environments.map((environment) => (
            <RequirementsEditor
              key={environment}
              {...{ environment, idOf, errorAt }}
              requirements={written.requirements}
              onChange={(requirements) => change({ requirements })}
            />
          ))}
          <h2>Serviços e endereços</h2>
          <ServicesEditor
            {...{ environments, idOf, errorAt }}
            services={written.services}
            onChange={(services) => change({ services })}
          />
        </div>
        <PortfolioPreview body={written} />
      </div>
      {inUseNow && !isSame(written, inUseNow) && (
        <section aria-labelledby="portfolio-changes">
          <h2 id="portfolio-changes">O que muda em relação ao publicado</h2>
          <ChangesView changes={changesBetween(inUseNow, written)} />
        </section>
      )}
      <StickyBar label="Rascunho e publicação">
        <Button variant="primary" busy={form.saving || form.publishing} onClick={() => void ask()}>
          Publicar
        </Button>
        <Button type="submit" busy={form.saving}>
          Salvar rascunho
        </Button>
        {draft && (
          <Button variant="tertiary" busy={form.discarding} onClick={() => void form.discardDraft()}>
            Descartar rascunho
          </Button>
        )}
      </StickyBar>
      <ConfirmDialog
        open={confirming !== undefined}
        title={`Publicar ${written.name}`}
        confirmLabel="Publicar"
        busy={form.publishing}
        onConfirm={() => void (confirming !== undefined && publish(confirming))}
        onCancel={() => confirm(undefined)}
      >
        <p>Passa a valer agora, para todos. Você pode voltar à versão anterior no histórico.</p>
        {requestsUnderWay > 0 && <p>{underWay(requestsUnderWay)}</p>}
        <ChangesView changes={changesBetween(inUseNow ?? EMPTY_PORTFOLIO, written)} />
      </ConfirmDialog>
    </form>
  );
}

function underWay(requests: number): string {
  return requests === 1
    ? 'Uma solicitação em análise continua com as regras e os textos dos requisitos com que foi enviada.'
    : `${requests} solicitações em análise continuam com as regras e os textos dos requisitos com que foram enviadas.`;
}

/** Whether a problem is at a place or below it. */
function isUnder(problem: string, place: string): boolean {
  return problem === place || problem.startsWith(`${place}.`);
}

/** The control where a problem is mended: a list of lines is one. */
function fieldOf(place: readonly string[]): string {
  return (place[0] === 'whatIsNeeded' ? place.slice(0, 1) : place).join('.');
}
