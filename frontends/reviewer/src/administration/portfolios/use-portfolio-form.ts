import { openKeptDraft, useViewer } from '@portal/console';
import { problemsOf, useAct } from '@portal/console/acts';
import type { PortfolioContentBodyInput } from '@portal/schema/types';
import { useNotify } from '@portal/ui';
import { useRef, useState } from 'react';
import {
  DiscardPortfolioContentDraftMutation,
  PublishPortfolioContentMutation,
  SavePortfolioContentMutation,
} from './portfolio-documents.ts';
import { isSame, type PortfolioContent, writtenOf } from './portfolio-state.ts';

type Problems = ReturnType<typeof problemsOf>;

/** A portfolio as it is being written here. What is not saved yet stays in this tab. */
export function usePortfolioForm(portfolio: PortfolioContent, saved: PortfolioContentBodyInput) {
  const [save, saving] = useAct(SavePortfolioContentMutation);
  const [publish, publishing] = useAct(PublishPortfolioContentMutation);
  const [discard, discarding] = useAct(DiscardPortfolioContentDraftMutation);
  const { notify } = useNotify();
  const person = useViewer()?.id ?? '';
  const { slug } = portfolio;
  const kept = openKeptDraft<PortfolioContentBodyInput>(sessionStorage, person, `portfolio.${slug}`);
  const [written, setWritten] = useState<PortfolioContentBodyInput>(() => ({ ...saved, ...kept.read() }));
  const [seen, setSeen] = useState(saved);
  // Somebody saved or went back meanwhile: what nobody wrote over follows, what was written stays.
  if (!isSame(seen, saved)) {
    setSeen(saved);
    if (isSame(written, seen)) setWritten(saved);
  }
  const [problems, setProblems] = useState<Problems>([]);
  const [attempt, setAttempt] = useState(0);
  // Two presses in a row come before the button says that it is busy.
  const busy = useRef(false);

  function change(fields: Partial<PortfolioContentBodyInput>): void {
    const next = { ...written, ...fields };
    setWritten(next);
    setProblems((before) => before.filter(({ path }) => !(path?.[1] !== undefined && path[1] in fields)));
    kept.write(isSame(next, saved) ? null : next);
  }
  function show(found: Problems): false {
    setProblems(found);
    setAttempt((before) => before + 1);
    return false;
  }
  function tell(text: string): void {
    setProblems([]);
    notify({ about: slug, tone: 'success', text });
  }

  /** The version that what is written here is saved in; undefined where it could not be. */
  async function keep(): Promise<number | undefined> {
    if (portfolio.draft && isSame(written, writtenOf(portfolio.draft.body))) return portfolio.version;
    const { data, error } = await save({ input: { slug, version: portfolio.version, body: written } });
    const found = problemsOf(data?.savePortfolioContent, error);
    if (found.length > 0) return void show(found);
    kept.write(null);
    const draft = data?.savePortfolioContent?.portfolioContent?.draft;
    if (draft) setWritten(writtenOf(draft.body));
    return data?.savePortfolioContent?.portfolioContent?.version;
  }

  async function once<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
    if (busy.current) return undefined;
    busy.current = true;
    return work().finally(() => {
      busy.current = false;
    });
  }

  return {
    written,
    change,
    problems,
    attempt,
    saving,
    publishing,
    discarding,
    saveDraft: () =>
      once(async () => {
        if ((await keep()) !== undefined) tell('Rascunho salvo.');
      }),
    /** Saves what is written, so that what is published is what is seen. */
    prepare: () => once(keep),
    publish: (version: number) =>
      once(async () => {
        const { data, error } = await publish({ slug, version });
        const found = problemsOf(data?.publishPortfolioContent, error);
        if (found.length > 0) return show(found);
        tell('Portfólio publicado. Já vale para todos.');
        return true;
      }),
    discardDraft: () =>
      once(async () => {
        const { data, error } = await discard({ slug, version: portfolio.version });
        const found = problemsOf(data?.discardPortfolioContentDraft, error);
        if (found.length > 0) return show(found);
        kept.write(null);
        const now = data?.discardPortfolioContentDraft?.portfolioContent?.inUse;
        if (now) setWritten(writtenOf(now));
        tell('Rascunho descartado.');
        return true;
      }),
  };
}
