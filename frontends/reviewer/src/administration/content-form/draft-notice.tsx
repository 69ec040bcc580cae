import { formatDateTime } from '@portal/domain';
import { Button, Message } from '@portal/ui';
import type { ContentForm } from './use-content-form.ts';

/** Whose draft there is, and a way to it from what is written here. */
export function DraftNotice({
  of: { draft, differs, takeSaved },
}: {
  of: Pick<ContentForm, 'draft' | 'differs' | 'takeSaved'>;
}) {
  if (!draft) return null;
  return (
    <Message
      tone="info"
      role="none"
      actions={
        differs && (
          <Button size="small" onClick={takeSaved}>
            Trocar pelo que está salvo
          </Button>
        )
      }
    >
      Há um rascunho de {draft.savedBy}, salvo em {formatDateTime(draft.savedAt)}, que ainda não vale
      {differs && ' e é diferente do que está escrito aqui'}.
    </Message>
  );
}
