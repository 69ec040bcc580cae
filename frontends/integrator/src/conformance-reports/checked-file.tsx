import { formatDateTime } from '@portal/domain';
import { Message } from '@portal/ui';
import { Link } from 'react-router';
import { StampNotice } from './stamp-notice.tsx';
import type { Checked } from './verify-file.ts';

interface CheckedFileProps {
  readonly name: string;
  readonly result: Checked;
  /** The report that the page is of. */
  readonly expected: string | undefined;
}

/** What was found of a file. */
export function CheckedFile({ name, result, expected }: CheckedFileProps) {
  switch (result.outcome) {
    case 'GENUINE': {
      if (expected !== undefined && result.reportId !== expected) {
        return (
          <Message tone="warning" title="É um relatório verdadeiro, mas não este">
            <p>
              <strong>{name}</strong> é o relatório {result.reportId}.{' '}
              <Link to={`/verificar/${result.reportId}`}>Ver esse relatório</Link>
            </p>
          </Message>
        );
      }
      return (
        <Message tone="success" title="É o relatório que o Portal emitiu">
          <p>
            <strong>{name}</strong> diz o que foi assinado em {formatDateTime(result.signedAt)}, com a chave{' '}
            {result.keyId}.
          </p>
          <StampNotice stamp={result.timeStamp} />
        </Message>
      );
    }
    case 'CHANGED':
      return (
        <Message tone="danger" title="O arquivo foi alterado">
          <p>
            <strong>{name}</strong> não é o que o Portal assinou. Não confie no que ele diz.
          </p>
        </Message>
      );
    case 'FOREIGN_KEY':
      return (
        <Message tone="danger" title="A assinatura não é do Portal">
          <p>
            <strong>{name}</strong> foi assinado por outra chave. Não confie no que ele diz.
          </p>
        </Message>
      );
    case 'UNUSABLE':
      return (
        <Message tone="warning" role="alert" title="Não é um relatório de conformidade">
          <p>
            <strong>{name}</strong> não tem a assinatura de um relatório. Use o arquivo como o Portal o entregou:
            imprimir de novo, digitalizar ou editar muda o arquivo.
          </p>
        </Message>
      );
    case 'NOT_READ':
      return (
        <Message tone="warning" role="alert" title="O arquivo não pôde ser lido">
          <p>
            <strong>{name}</strong> mudou de lugar, está aberto em outro programa ou você não pode lê-lo. Escolha-o de
            novo.
          </p>
        </Message>
      );
    case 'NO_KEYS':
      return (
        <Message tone="warning" role="alert" title="Não foi possível conferir agora">
          <p>As chaves públicas do Portal não puderam ser lidas. Tente de novo.</p>
        </Message>
      );
  }
}
