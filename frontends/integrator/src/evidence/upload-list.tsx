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
  return (
    <>
      <p role="status" className={shown.some(({ lost }) => lost) ? undefined : 'visually-hidden'}>
        {standing(shown)}
      </p>
      {shown.length > 0 && (
        <ul className="uploads" aria-label="Arquivos em envio">
          {shown.map((upload) => (
            <li key={upload.id}>
              <OneUpload upload={upload} queue={queue} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What is told aloud of all of them; a lost connection is shown too. */
function standing(uploads: readonly Upload[]): string {
  if (uploads.some(({ lost }) => lost)) {
    return 'A conexão caiu. Os envios continuam de onde pararam quando ela voltar.';
  }
  const paused = uploads.filter(({ phase }) => phase === 'paused').length;
  if (paused === 0) return '';
  return paused === 1 ? '1 envio pausado.' : `${paused} envios pausados.`;
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
  const paused = upload.phase === 'paused';
  const known = paused || (upload.phase === 'sending' && !upload.lost);
  return (
    <div className="upload">
      <Progress label={label(upload, name)} value={known ? upload.progress * 100 : undefined} />
      {(paused || upload.phase === 'sending') && (
        <IconButton
          icon={paused ? 'goOn' : 'pause'}
          label={`${paused ? 'Continuar' : 'Pausar'} o envio de ${upload.name}`}
          onClick={() => (paused ? queue.resume(upload.id) : queue.pause(upload.id))}
        />
      )}
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
    case 'paused':
      return `${name}: pausado`;
    default:
      if (upload.lost) return `${name}: à espera da conexão`;
      // Every byte has left; the Portal is still looking at them.
      return upload.progress < 1 ? `Enviando ${name}` : `Conferindo ${name}…`;
  }
}
