import { requirementWords, VERDICT_LABELS } from '@portal/domain';
import { Icon, Message } from '@portal/ui';
import type { RequestDetailFragment } from '../gql/graphql.ts';
import { type AskedChange, changesAtRequirement } from '../requests/asked-changes.ts';

interface RequirementsProps {
  readonly checklist: RequestDetailFragment['checklist'];
  readonly asked: readonly AskedChange[];
}

/** What the evidence must show, which files show it, and what the reviewer found once that is told. */
export function Requirements({ checklist, asked }: RequirementsProps) {
  return (
    <ul className="requirements">
      {checklist.map((item) => {
        const { requirement, evidence, verdict, note } = item;
        const proven = evidence.length > 0;
        const files = evidence.map((file) => file.fileName).join(', ');
        return (
          <li key={requirement.id} className={proven ? 'is-proven' : undefined}>
            <Icon name={proven ? 'success' : 'circle'} label={proven ? 'Com evidência' : 'Sem evidência'} />
            <div>
              <p>{requirementWords(item)}</p>
              <p className="requirement-files">
                {proven ? `Comprovado por: ${files}` : 'Nenhum arquivo marcado ainda'}
              </p>
              {verdict && <p className="requirement-files">Resultado da análise: {VERDICT_LABELS[verdict]}</p>}
              {note && <p className="requirement-files kept-lines">Observação da análise: {note}</p>}
              {changesAtRequirement(asked, requirement.code).map((change) => (
                <Message key={change.message} tone="warning" role="none" title={`Ajuste solicitado: ${change.label}`}>
                  <p>{change.message}</p>
                </Message>
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
