import { formatDateTime, formatFileSize, requirementWords } from '@portal/domain';
import { Button, DataTable, StateTag } from '@portal/ui';
import { useState } from 'react';
import type { RequestDetailFragment } from '../gql/graphql.ts';
import { type AskedChange, changesAtEvidence } from '../requests/asked-changes.ts';
import { EvidencePreview } from './evidence-preview.tsx';

type File = RequestDetailFragment['evidence'][number];

interface EvidenceListProps {
  readonly request: RequestDetailFragment;
  readonly asked: readonly AskedChange[];
}

/** The evidence of a request, to look at. */
export function EvidenceList({ request, asked }: EvidenceListProps) {
  const [shown, setShown] = useState<File | null>(null);
  if (request.evidence.length === 0) return <p>Nenhuma evidência anexada.</p>;
  const descriptions = new Map(request.checklist.map((item) => [item.requirement.id, requirementWords(item)]));
  return (
    <>
      <DataTable
        caption="Evidências"
        rows={request.evidence}
        rowKey={(file) => file.id}
        columns={[
          {
            id: 'name',
            header: 'Arquivo',
            rowHeader: true,
            cell: (file) => (
              <>
                <span className="file-name">{file.fileName}</span>
                {changesAtEvidence(asked, file.id).map((change) => (
                  <p key={change.message} className="asked-of-file">
                    Ajuste solicitado: {change.label}. {change.message}
                  </p>
                ))}
              </>
            ),
          },
          {
            id: 'proves',
            header: 'Comprova',
            cell: (file) =>
              file.requirements.length === 0
                ? 'Não informado'
                : file.requirements.map((one) => descriptions.get(one.id) ?? one.code).join(' · '),
          },
          {
            id: 'sent',
            header: 'Enviado em',
            cell: (file) => `${formatDateTime(file.uploadedAt)}, ${formatFileSize(file.size)}`,
          },
          { id: 'scan', header: 'Verificação', cell: (file) => <StateTag state={file.scan} /> },
          {
            id: 'view',
            header: 'Ver',
            hideHeader: true,
            cell: (file) =>
              file.downloadUrl && (
                <Button size="small" icon="view" onClick={() => setShown(file)}>
                  Visualizar<span className="visually-hidden"> {file.fileName}</span>
                </Button>
              ),
          },
        ]}
      />
      {shown !== null && <EvidencePreview file={shown} onClose={() => setShown(null)} />}
    </>
  );
}
