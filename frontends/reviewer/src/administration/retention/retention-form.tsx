import { openKeptDraft, useViewer } from '@portal/console';
import { problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach, useForm } from '@portal/console/forms';
import { invalid, type Parsed, RETENTION_WORDS, type RetentionKind, valid } from '@portal/domain';
import { Button, ConfirmDialog, Message, TextField, useNotify } from '@portal/ui';
import { useRef, useState } from 'react';
import type { RetentionViewFragment } from '../../gql/graphql.ts';
import { DraftNotice } from '../content-form/draft-notice.tsx';
import {
  DiscardRetentionDraftMutation,
  PublishRetentionMutation,
  SaveRetentionMutation,
} from './retention-documents.ts';
import { changesOf, type Term } from './retention-words.ts';

/** A term as it is being written. */
interface WrittenTerm {
  readonly kind: RetentionKind;
  readonly days: string;
  readonly minDays: number;
  readonly maxDays: number;
}

const TERMS = readEach({ terms: readTerms });

interface RetentionFormProps {
  readonly retention: RetentionViewFragment;
}

/**
 * Writes terms: saved as a draft, and published once it was read what follows from it. What is not saved yet stays in this
 * tab.
 */
export function RetentionForm({ retention }: RetentionFormProps) {
  const [save] = useAct(SaveRetentionMutation);
  const [discard, discarding] = useAct(DiscardRetentionDraftMutation);
  const [confirming, setConfirming] = useState<RetentionViewFragment>();
  const publishing = useRef(false);
  const { notify } = useNotify();
  const kept = openKeptDraft<{ terms: WrittenTerm[] }>(sessionStorage, useViewer()?.id ?? '', 'guarda-de-dados');
  const saved = savedIn(retention);
  const form = useForm({
    schema: TERMS,
    initial: { terms: withDays(saved, kept.read()?.terms ?? []) },
    send: async ({ terms }) => {
      let now: RetentionViewFragment = retention;
      if (!isSame(form.values.terms, saved)) {
        const { data, error } = await save({ input: { version: retention.version, terms } });
        const problems = problemsOf(data?.saveRetention, error);
        if (problems.length > 0) return problems;
        now = data?.saveRetention?.retention ?? now;
        kept.write(null);
      }
      form.change({ terms: savedIn(now) });
      if (!publishing.current) tell('Rascunho salvo.');
      else if (changesOf(now, new Date()).length > 0) setConfirming(now);
      else tell('Estes prazos já estão em uso.');
      return [];
    },
  });

  function change(terms: WrittenTerm[]): void {
    form.change({ terms });
    kept.write(isSame(terms, saved) ? null : { terms });
  }
  function tell(text: string): void {
    notify({ about: 'retention', tone: 'success', text });
  }
  async function forgetDraft(): Promise<void> {
    const { data, error } = await discard({ version: retention.version });
    const [problem] = problemsOf(data?.discardRetentionDraft, error);
    if (problem) return notify({ about: 'retention', tone: 'danger', text: problem.message });
    kept.write(null);
    const left = data?.discardRetentionDraft?.retention;
    if (left) form.change({ terms: savedIn(left) });
    tell('Rascunho descartado.');
  }

  const { id, error } = form.choice('terms');
  return (
    <>
      <Form of={form} className="rules-form">
        <DraftNotice
          of={{
            draft: retention.draft,
            differs: !isSame(form.values.terms, saved),
            takeSaved: () => change(saved),
          }}
        />
        <fieldset className="rules-part" id={id} tabIndex={-1}>
          <legend>Prazos que a administração escolhe</legend>
          <div className="rules-row">
            {form.values.terms.map(({ kind, days, minDays, maxDays }) => (
              <TextField
                key={kind}
                label={`${RETENTION_WORDS[kind].what}, em dias`}
                help={`De ${minDays} a ${maxDays}. ${RETENTION_WORDS[kind].why}`}
                type="number"
                inputMode="numeric"
                min={minDays}
                max={maxDays}
                value={days}
                onChange={({ target }) =>
                  change(form.values.terms.map((term) => (term.kind === kind ? { ...term, days: target.value } : term)))
                }
              />
            ))}
          </div>
          {error && <Message tone="danger">{error}</Message>}
        </fieldset>
        <div className="button-row">
          <Button
            type="submit"
            variant="primary"
            busy={form.submitting}
            onClick={() => {
              publishing.current = true;
            }}
          >
            Publicar
          </Button>
          <Button
            type="submit"
            busy={form.submitting}
            onClick={() => {
              publishing.current = false;
            }}
          >
            Salvar rascunho
          </Button>
          {retention.draft && (
            <Button variant="tertiary" busy={discarding} onClick={() => void forgetDraft()}>
              Descartar rascunho
            </Button>
          )}
        </div>
      </Form>
      {confirming && (
        <PublishDialog
          retention={confirming}
          onPublished={() => {
            setConfirming(undefined);
            tell('Prazos publicados.');
          }}
          onClose={() => setConfirming(undefined)}
        />
      )}
    </>
  );
}

interface PublishDialogProps {
  readonly retention: RetentionViewFragment;
  readonly onPublished: () => void;
  readonly onClose: () => void;
}

function PublishDialog({ retention, onPublished, onClose }: PublishDialogProps) {
  const [publish, busy] = useAct(PublishRetentionMutation);
  const [problem, setProblem] = useState<string>();

  async function confirm(): Promise<void> {
    const { data, error } = await publish({ version: retention.version });
    const [first] = problemsOf(data?.publishRetention, error);
    setProblem(first?.message);
    if (!first) onPublished();
  }

  return (
    <ConfirmDialog
      open
      title="Publicar os prazos?"
      confirmLabel="Publicar os prazos"
      busy={busy}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <ul>
        {changesOf(retention, new Date()).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </ConfirmDialog>
  );
}

/** What is being written, else what is in use, of what may be changed. */
function savedIn({ standings, draft }: RetentionViewFragment): WrittenTerm[] {
  return standings
    .filter(({ minDays, maxDays }) => minDays < maxDays)
    .map(({ kind, days, minDays, maxDays }) => ({
      kind,
      days: String(draft?.terms.find((term) => term.kind === kind)?.days ?? days),
      minDays,
      maxDays,
    }));
}

/** Terms with the days that were written of them before. */
function withDays(terms: readonly WrittenTerm[], written: readonly WrittenTerm[]): WrittenTerm[] {
  return terms.map((term) => ({ ...term, days: written.find(({ kind }) => kind === term.kind)?.days ?? term.days }));
}

function readTerms(terms: readonly WrittenTerm[]): Parsed<Term[]> {
  const wrong = terms.find(({ days, minDays, maxDays }) => !isWithin(Number(days || Number.NaN), minDays, maxDays));
  if (wrong)
    return invalid(`${RETENTION_WORDS[wrong.kind].what}: informe de ${wrong.minDays} a ${wrong.maxDays} dias.`);
  return valid(terms.map(({ kind, days }) => ({ kind, days: Number(days) })));
}

function isWithin(days: number, min: number, max: number): boolean {
  return Number.isInteger(days) && days >= min && days <= max;
}

function isSame(one: readonly WrittenTerm[], other: readonly WrittenTerm[]): boolean {
  return one.every(({ kind, days }) => other.find((term) => term.kind === kind)?.days === days);
}
