import { saveFile } from '@portal/console';
import { actMessage, useAct } from '@portal/console/acts';
import { formatDate, formatDateTime } from '@portal/domain';
import { Button, type Column, ConfirmDialog, DataTable, Message, Tag } from '@portal/ui';
import { useState } from 'react';
import type { TrialCertificateFactsFragment } from '../gql/graphql.ts';
import { RevokeTrialCertificate } from './trial.documents.ts';

interface TrialTableProps {
  readonly certificates: readonly TrialCertificateFactsFragment[];
  /** What a certificate is saved as. */
  readonly fileName: string;
}

/** The trial certificates of a credential, each with its way out. */
export function TrialTable({ certificates, fileName }: TrialTableProps) {
  const [chosen, setChosen] = useState<TrialCertificateFactsFragment>();
  if (certificates.length === 0) return null;
  const columns: Column<TrialCertificateFactsFragment>[] = [
    {
      id: 'serial',
      header: 'Número de série',
      rowHeader: true,
      cell: ({ serialNumber }) => <code>{serialNumber}</code>,
    },
    { id: 'issued', header: 'Emitido em', cell: ({ issuedAt }) => formatDateTime(issuedAt) },
    { id: 'state', header: 'Situação', cell: (certificate) => <StateOf certificate={certificate} /> },
    {
      id: 'acts',
      header: 'Ações',
      hideHeader: true,
      cell: (certificate) =>
        stateOf(certificate) === 'GOOD' && (
          <div className="button-row">
            <Button
              size="small"
              aria-label={`Baixar o certificado ${certificate.serialNumber}, sem a chave`}
              onClick={() => saveFile(fileName, certificate.pem, 'application/x-pem-file')}
            >
              Baixar
            </Button>
            <Button
              size="small"
              danger
              aria-label={`Revogar o certificado ${certificate.serialNumber}`}
              onClick={() => setChosen(certificate)}
            >
              Revogar
            </Button>
          </div>
        ),
    },
  ];
  return (
    <>
      <DataTable caption="Certificados de teste" columns={columns} rows={certificates} rowKey={({ id }) => id} />
      {chosen && <RevokeDialog certificate={chosen} onClose={() => setChosen(undefined)} />}
    </>
  );
}

/** Whether it can be tried with now. */
export function stateOf({ revokedAt, expiresAt }: TrialCertificateFactsFragment): 'GOOD' | 'REVOKED' | 'OVER' {
  if (revokedAt) return 'REVOKED';
  return new Date(expiresAt) > new Date() ? 'GOOD' : 'OVER';
}

function StateOf({ certificate }: { readonly certificate: TrialCertificateFactsFragment }) {
  const { expiresAt, revokedAt } = certificate;
  switch (stateOf(certificate)) {
    case 'GOOD':
      return (
        <Tag tone="green" icon="success">
          Válido até {formatDate(expiresAt)}
        </Tag>
      );
    case 'REVOKED':
      return <Tag icon="cancelled">Revogado em {formatDate(revokedAt ?? expiresAt)}</Tag>;
    default:
      return <Tag icon="clock">Venceu em {formatDate(expiresAt)}</Tag>;
  }
}

interface RevokeDialogProps {
  readonly certificate: TrialCertificateFactsFragment;
  readonly onClose: () => void;
}

function RevokeDialog({ certificate: { id, serialNumber }, onClose }: RevokeDialogProps) {
  const [revoke, busy] = useAct(RevokeTrialCertificate);
  const [problem, setProblem] = useState<string>();

  async function confirm(): Promise<void> {
    const { data, error } = await revoke({ input: { id } });
    const payload = data?.revokeTrialCertificate;
    if (payload?.problems.length === 0) onClose();
    else setProblem(actMessage(payload?.problems, error));
  }

  return (
    <ConfirmDialog
      open
      danger
      title="Revogar o certificado de teste?"
      confirmLabel="Revogar certificado"
      busy={busy}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>
        O sistema que usa o certificado <code>{serialNumber}</code> deixa de ser atendido na hora. Não é possível
        desfazer; você pode gerar outro.
      </p>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </ConfirmDialog>
  );
}
