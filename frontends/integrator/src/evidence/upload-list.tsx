import { formatFileSize } from '@portal/domain';
import { Button, IconButton, Message, Progress } from '@portal/ui';
import type { Upload, UploadQueue } from './upload-queue.ts';

interface UploadListProps {
  readonly uploads: readonly Upload[];
  readonly queue: UploadQueue;
}

/** The files on their way, each with its progress and its way out; those that arrived stand in the list of evidence. */
export function UploadList({ uploads, queue }: UploadListProps) {
  const shown = uploads.filter((upload) => upload.phase !== 'done');
  if (shown.length === 0) return null;
  return (
    <ul className="uploads" aria-label="Arquivos em envio">
      {shown.map((upload) => (
        <li key={upload.id}>
          <OneUpload upload={upload} queue={queue} />
        </li>
      ))}
    </ul>
  );
}

function OneUpload({ upload, queue }: { readonly upload: Upload; readonly queue: UploadQueue }) {
  const name = `${upload.name} (${formatFileSize(upload.size)})`;
  if (upload.phase === 'failed' || upload.phase === 'cancelled') {
    return (
      <Message
        tone={upload.phase === 'failed' ? 'danger' : 'info'}
        title={name}
        onClose={() => queue.dismiss(upload.id)}
        actions={
          upload.retriable && (
            <Button size="small" icon="rotateRight" onClick={() => queue.retry(upload.id)}>
              Tentar de novo<span className="visually-hidden"> {upload.name}</span>
            </Button>
          )
        }
      >
        <p>{upload.problem ?? 'Envio cancelado.'}</p>
      </Message>
    );
  }
  return (
    <div className="upload">
      <Progress label={label(upload, name)} value={upload.phase === 'sending' ? upload.progress * 100 : undefined} />
      <IconButton icon="close" label={`Cancelar o envio de ${upload.name}`} onClick={() => queue.cancel(upload.id)} />
    </div>
  );
}

function label(upload: Upload, name: string): string {
  switch (upload.phase) {
    case 'preparing':
      return `Preparando ${name}…`;
    case 'waiting':
      return `${name}: na fila`;
    default:
      // Every byte has left; the Portal is still looking at them.
      return upload.progress < 1 ? `Enviando ${name}` : `Conferindo ${name}…`;
  }
}
