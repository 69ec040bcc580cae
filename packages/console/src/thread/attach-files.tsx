import { formatFileSize, MESSAGE_MAX_FILES } from '@portal/domain';
import { FileInput, IconButton } from '@portal/ui';
import type { Attachment, Attachments } from './use-attachments.ts';

/** Chooses files to go with a message, and shows those that were chosen. */
export function AttachFiles({ of: { files, problem, add, remove } }: { readonly of: Attachments }) {
  return (
    <div className="thread-attach">
      {files.length < MESSAGE_MAX_FILES && (
        <FileInput
          label="Arquivos (opcional)"
          help={`Até ${MESSAGE_MAX_FILES}, em PDF ou PNG de até 10 MB, sem dados de pacientes. Não contam como evidência.`}
          accept=".pdf,.png,application/pdf,image/png"
          buttonText="Anexar arquivos"
          multiple
          pasted
          error={problem}
          onFiles={add}
        />
      )}
      {files.length > 0 && (
        <ul className="thread-files" aria-label="Arquivos desta mensagem">
          {files.map((file) => (
            <li key={file.key}>
              <span>
                {file.name} ({formatFileSize(file.size)})
              </span>
              <span role="status" className={file.problem === undefined ? undefined : 'thread-file-problem'}>
                {standing(file)}
              </span>
              <IconButton icon="close" label={`Remover ${file.name}`} onClick={() => remove(file.key)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function standing({ id, lost, scanning, progress, problem }: Attachment): string {
  if (problem !== undefined) return problem;
  if (id !== null) return 'Pronto';
  if (scanning) return 'O antivírus está verificando…';
  if (lost) return 'A conexão caiu: continua quando ela voltar';
  // A few steps, each of which is told aloud.
  return progress < 0.25 ? 'Enviando…' : `Enviando… ${Math.floor(progress * 4) * 25}%`;
}
