import { Button } from '@portal/ui';
import type { ContentForm } from './use-content-form.ts';

/** Publishes what is written, saves it, or forgets what was saved. */
export function DraftButtons({ of }: { of: ContentForm }) {
  const { draft, form, publishes, discarding, discardDraft } = of;
  return (
    <div className="button-row">
      <Button type="submit" variant="primary" busy={form.submitting} onClick={() => publishes(true)}>
        Publicar
      </Button>
      <Button type="submit" busy={form.submitting} onClick={() => publishes(false)}>
        Salvar rascunho
      </Button>
      {draft && (
        <Button variant="tertiary" busy={discarding} onClick={() => void discardDraft()}>
          Descartar rascunho
        </Button>
      )}
    </div>
  );
}
