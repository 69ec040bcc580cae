import { awayMessage, traceIdOf } from '@portal/console';
import { ErrorState, Message } from '@portal/ui';
import { type ReactNode, useEffect, useRef } from 'react';
import type { CombinedError } from 'urql';
import type { Validation } from './ask-judge.ts';
import { Coverage, guideOf } from './coverage.tsx';
import type { Place } from './document-text.tsx';
import { FindingList } from './finding-list.tsx';

interface ValidationResultProps {
  readonly name: string;
  readonly validation: Validation;
  /** The text is no longer what was judged. */
  readonly changed: boolean;
  readonly onGo: (place: Place) => void;
}

/** What the judge says; focus goes to it when it comes. */
export function ValidationResult({ name, validation, changed, onGo }: ValidationResultProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { documentKind, findings, hasMoreFindings } = validation;
  return (
    <section aria-labelledby="validation-result">
      <h2 id="validation-result" ref={heading} tabIndex={-1}>
        {titleOf(validation)}
      </h2>
      <p>
        {documentKind ? `${documentKind.name} (${documentKind.code})` : 'Documento de tipo não reconhecido'}
        {documentKind?.guide && (
          <>
            , pelo guia <code>{guideOf(documentKind)}</code>
          </>
        )}
        .
      </p>
      {changed && (
        <Message tone="warning" role="status" title="O texto mudou">
          O resultado é do texto de antes. Valide de novo.
        </Message>
      )}
      <Told validation={validation} />
      {findings.length > 0 && <FindingList findings={findings} name={name} onGo={onGo} />}
      {hasMoreFindings && <p>Há mais a corrigir do que se mostra: corrija estes pontos e valide de novo.</p>}
      {documentKind && <Coverage kind={documentKind} />}
    </section>
  );
}

/** What came of it, in a few words. */
export function titleOf({
  outcome,
  findings,
  hasMoreFindings,
}: Pick<Validation, 'outcome' | 'hasMoreFindings'> & { readonly findings: readonly unknown[] }): string {
  if (outcome === 'VALID') return 'Nada a corrigir';
  if (outcome === 'NOT_JUDGED') return 'Não foi possível julgar';
  return `${hasMoreFindings ? 'Mais de ' : ''}${findings.length.toLocaleString('pt-BR')} a corrigir`;
}

/** What goes with the outcome, where it is not plain. */
function Told({ validation: { outcome, documentKind } }: { readonly validation: Validation }): ReactNode {
  if (outcome === 'NOT_JUDGED') {
    return documentKind ? (
      <Message tone="info" role="none" title="Este tipo ainda não é validado">
        O que segue é o que se vê sem o perfil dele, e não diz se a RNDS o aceitaria.
      </Message>
    ) : null;
  }
  if (!documentKind) {
    return (
      <Message tone="warning" role="none" title="Sem um perfil da RNDS">
        A Composition não diz, em <code>meta.profile</code>, um perfil que conhecemos: o documento só foi julgado pelo
        FHIR R4.
      </Message>
    );
  }
  return outcome === 'VALID' ? (
    <Message tone="success" role="none" title="O documento segue o guia">
      Isso vale até onde foi conferido, como se diz abaixo.
    </Message>
  ) : null;
}

/** Why there is no verdict, and the way to try again. */
export function ValidationFailure({ error, onRetry }: { readonly error: CombinedError; readonly onRetry: () => void }) {
  const [refusal] = error.graphQLErrors;
  const title = error.networkError && !navigator.onLine ? 'Você está sem conexão' : 'Não foi possível validar';
  return (
    <ErrorState title={title} onRetry={onRetry} traceId={traceIdOf(error)}>
      <p>
        {awayMessage(error) ??
          (refusal ? refusal.message : 'Verifique a sua conexão e tente de novo. O texto continua aqui.')}
      </p>
    </ErrorState>
  );
}
