import { useRead } from '@portal/console';
import { formatDateTime, HOMOLOGATION_INCIDENT_KIND_LABELS } from '@portal/domain';
import { Disclosure } from '@portal/ui';
import { Incidents } from './conformance.documents.ts';

/** When the environment itself failed: what was tried meanwhile counts against nobody. */
export function IncidentList() {
  const { value: incidents } = useRead({ query: Incidents, pick: (data) => data.homologationIncidents });
  if (!incidents || incidents.length === 0) return null;
  return (
    <Disclosure summary="Quando a falha foi do ambiente">
      <p>O que foi tentado nestes períodos não conta contra ninguém: os passos ficam inconclusivos, e são refeitos.</p>
      <ul>
        {incidents.map(({ startedAt, endedAt, kind, calls }) => (
          <li key={startedAt}>
            {HOMOLOGATION_INCIDENT_KIND_LABELS[kind]}: de {formatDateTime(startedAt)} a {formatDateTime(endedAt)}
            {calls > 0 && `, ${calls} ${calls === 1 ? 'chamada' : 'chamadas'}`}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
