import { formatDateTime } from '@portal/domain';
import { Message } from '@portal/ui';
import type { CheckedStamp } from './verify-stamp.ts';

/** What the time stamp of a report that was checked says. */
export function StampNotice({ stamp }: { readonly stamp: CheckedStamp }) {
  if (stamp === null) {
    return <p>A hora é a que o Portal assinou; não há carimbo do tempo de terceiros.</p>;
  }
  switch (stamp.outcome) {
    case 'FITS':
      return (
        <p>
          O carimbo do tempo, de {stamp.authority}, diz que o arquivo já existia em {formatDateTime(stamp.at)}. Esta
          página confere o carimbo, mas não a autoridade que o emitiu: para isso, use{' '}
          <code>portal verify --tsa-ca</code>.
        </p>
      );
    case 'REFUSED':
      return (
        <Message tone="danger" title="O carimbo do tempo não vale">
          <p>
            {stamp.fault === 'UNSUPPORTED'
              ? 'O algoritmo dele não é conhecido.'
              : 'Ele não é deste arquivo, ou a assinatura dele não confere.'}{' '}
            A hora é só a que o Portal assinou.
          </p>
        </Message>
      );
    case 'OF_ORIGINAL':
      return (
        <p>
          O arquivo foi reformatado depois de emitido, e o carimbo do tempo é do original: a hora é a que o Portal
          assinou. Para conferir o carimbo, use o JSON como o Portal o entregou.
        </p>
      );
    case 'NOT_READ':
      return <p>O carimbo do tempo não pôde ser lido agora: a hora é a que o Portal assinou. Tente de novo.</p>;
  }
}
