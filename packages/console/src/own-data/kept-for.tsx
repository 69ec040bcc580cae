import { daysWord, RETENTION_WORDS } from '@portal/domain';
import { QueryView } from '../reading/query-view.tsx';
import { useRead } from '../reading/reading.ts';
import { RetentionTerms } from './own-data.documents.ts';

/** For how long the portal keeps what, as the Ministry says now. */
export function KeptFor() {
  const terms = useRead({ query: RetentionTerms, pick: (data) => data.retentionTerms });
  return (
    <>
      <p>
        Solicitações, decisões, mensagens, credenciais e o registro do que foi feito ficam sempre: são o que o
        Ministério da Saúde concedeu, a quem e por quê. O resto é apagado sozinho depois de um tempo:
      </p>
      <QueryView of={terms} lines={4}>
        {(all) => (
          <ul>
            {all.map(({ kind, days }) => (
              <li key={kind}>
                {RETENTION_WORDS[kind].what}: {daysWord(days)}.
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </>
  );
}
