import { openKeptDraft, useViewer } from '@portal/console';
import type { problemsOf } from '@portal/console/acts';
import { useForm } from '@portal/console/forms';
import { useNotify } from '@portal/ui';
import { useRef, useState } from 'react';

/** A piece of what the Ministry keeps, as it is told. */
interface Content {
  readonly version: number;
  readonly draft?: { readonly savedAt: string; readonly savedBy: string } | null;
}

/** How an act ended: the piece as it is now, and why nothing was done. */
interface Answer<Kept> {
  readonly content: Kept | null | undefined;
  readonly problems: ReturnType<typeof problemsOf>;
}

interface ContentFormOptions<Values extends object, Output, Kept extends Content> {
  /** Where what is not saved yet stays in this tab, and what notices are about. */
  readonly place: string;
  readonly schema: Parameters<typeof useForm<Values, Output>>[0]['schema'];
  /** Null for a piece that is not there yet. */
  readonly content: Kept | null;
  /** What is being written, what is in use, or what was; of a piece that is not there yet what one begins with. */
  readonly valuesOf: (content: Kept | null) => Values;
  /** Of what can be taken out of use. */
  readonly isInUse?: (content: Kept) => boolean;
  readonly save: (output: Output, content: Kept | null) => Promise<Answer<Kept>>;
  readonly publish: (content: Kept) => Promise<Answer<Kept>>;
  readonly discard: (content: Kept) => Promise<Answer<Kept>>;
  /** What is told once it is published, and where it says what is in use already. */
  readonly words: { readonly published: string; readonly same: string };
  readonly onMade?: (content: Kept) => void;
  /** Nothing is left of it once its draft was discarded. */
  readonly onGone?: () => void;
}

/**
 * The form of a piece of what the Ministry keeps: saved as a draft, and published when it is to count. What is not saved yet
 * stays in this tab.
 */
export function useContentForm<Values extends object, Output, Kept extends Content>(
  options: ContentFormOptions<Values, Output, Kept>,
) {
  const { place, content, valuesOf, isInUse = () => true, words } = options;
  const { notify } = useNotify();
  const kept = openKeptDraft<Values>(sessionStorage, useViewer()?.id ?? '', place);
  const saved = valuesOf(content);
  const publishing = useRef(false);
  const [discarding, setDiscarding] = useState(false);
  const tell = (text: string) => notify({ about: place, tone: 'success', text });

  const form = useForm<Values, Output>({
    schema: options.schema,
    initial: { ...saved, ...kept.read() },
    send: async (output) => {
      let now = content;
      if (!now || !isSame(form.values, saved) || !(now.draft || isInUse(now))) {
        const answer = await options.save(output, now);
        if (answer.problems.length > 0) return answer.problems;
        now = answer.content ?? now;
        kept.write(null);
      }
      if (publishing.current && now?.draft) {
        const answer = await options.publish(now);
        if (answer.problems.length > 0) return answer.problems;
        now = answer.content ?? now;
        tell(words.published);
      } else tell(publishing.current ? words.same : 'Rascunho salvo.');
      form.change(valuesOf(now));
      if (!content && now) options.onMade?.(now);
      return [];
    },
  });

  function change(values: Partial<Values>): void {
    form.change(values);
    const next = { ...form.values, ...values };
    kept.write(isSame(next, saved) ? null : next);
  }
  async function discardDraft(): Promise<void> {
    if (!content || discarding) return;
    setDiscarding(true);
    const { content: left, problems } = await options.discard(content);
    setDiscarding(false);
    const [problem] = problems;
    if (problem) return notify({ about: place, tone: 'danger', text: problem.message });
    kept.write(null);
    if (!left) return options.onGone?.();
    form.change(valuesOf(left));
    tell('Rascunho descartado.');
  }

  return {
    form,
    /** Sets fields, and keeps them in this tab. */
    change,
    draft: content?.draft ?? null,
    /** Whether something is written here that is not saved. */
    differs: !isSame(form.values, saved),
    takeSaved: () => change(saved),
    /** Whether the press that follows publishes. */
    publishes: (yes: boolean) => {
      publishing.current = yes;
    },
    discarding,
    discardDraft,
  };
}

/** A form of a piece, for what stands around its fields. */
export type ContentForm = Pick<
  ReturnType<typeof useContentForm<object, unknown, Content>>,
  'draft' | 'differs' | 'takeSaved' | 'publishes' | 'discarding' | 'discardDraft'
> & { form: { submitting: boolean } };

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
