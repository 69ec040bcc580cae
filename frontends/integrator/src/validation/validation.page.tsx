import './validation.css';
import { useRead } from '@portal/console';
import { Breadcrumb, Button, FileInput, Loading, PageTitle } from '@portal/ui';
import { type ReactNode, useRef } from 'react';
import { DocumentText, type DocumentTextHandle, type Place } from './document-text.tsx';
import { ExamplePicker } from './example-picker.tsx';
import { KindList } from './kind-list.tsx';
import { useValidation, type Validating } from './use-validation.ts';
import { DocumentKinds } from './validation.documents.ts';
import { ValidationFailure, ValidationResult } from './validation-result.tsx';

/** /validar-documento */
export function Component() {
  const validating = useValidation();
  const { text, refused, judging, judged } = validating;
  const area = useRef<DocumentTextHandle>(null);
  const findings = judged?.text === text ? (judged.answer.validation?.findings ?? []) : [];
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Validar um documento' }]} />
      <PageTitle>Validar um documento</PageTitle>
      <p className="lead">
        Veja, antes de enviar um documento clínico à RNDS, tudo o que há a corrigir nele, e onde. Ele é julgado e
        esquecido: não fica guardado. Ainda assim, use dados fictícios.
      </p>
      <div className="validation">
        <section aria-label="O documento">
          <FileInput
            label="Arquivo"
            help="JSON ou XML, em UTF-8, com até 2 MB."
            error={refused.file}
            accept=".json,.xml,application/json,application/fhir+json,application/xml,application/fhir+xml,text/xml"
            onFiles={validating.open}
          />
          {text === '' && <ExamplePicker onPick={validating.take} />}
          <DocumentText
            ref={area}
            value={text}
            onChange={validating.write}
            marked={[...new Set(findings.map(({ line }) => line))]}
            error={refused.text}
          />
          <div className="button-row">
            <Button variant="primary" busy={judging} onClick={() => validating.judge()}>
              Validar
            </Button>
            <Button variant="tertiary" onClick={validating.clear}>
              Limpar
            </Button>
          </div>
        </section>
        <div className="validation-result">
          <Outcome of={validating} onGo={(place) => area.current?.goTo(place)} />
        </div>
      </div>
    </>
  );
}

/** What came of it; before the first time, what is judged at all. */
function Outcome({ of, onGo }: { readonly of: Validating; readonly onGo: (place: Place) => void }): ReactNode {
  const kinds = useRead({ query: DocumentKinds, requestPolicy: 'cache-first', pick: (data) => data.documentKinds });
  const { text, judging, judged } = of;
  if (judging) return <Loading label="Validando…" />;
  if (!judged) return <KindList of={kinds} />;
  const { error, validation } = judged.answer;
  if (error) return <ValidationFailure error={error} onRetry={() => of.judge(judged)} />;
  return (
    <ValidationResult
      key={judged.text}
      name={judged.name}
      validation={validation}
      changed={judged.text !== text}
      onGo={onGo}
    />
  );
}
