import { requirementWords } from '@portal/domain';
import { Message } from '@portal/ui';
import type { RequestDetailFragment } from '../gql/graphql.ts';

type Proofs = Pick<RequestDetailFragment, 'checklist' | 'evidence'>;

/** Requirements that no file is said to prove, and files that are said to prove none. */
export function unproven({ checklist, evidence }: Proofs) {
  return {
    requirements: checklist.filter((item) => item.evidence.length === 0).map(requirementWords),
    files:
      checklist.length === 0
        ? []
        : evidence.filter((file) => file.requirements.length === 0).map((file) => file.fileName),
  };
}

/** What whoever sends should know before: it may be sent so, and will probably come back. */
export function UnprovenNotice({ request }: { readonly request: Proofs }) {
  const { requirements, files } = unproven(request);
  if (request.evidence.length === 0 || requirements.length + files.length === 0) return null;
  return (
    <Message tone="warning" role="none" title="Antes de enviar, confira o que as evidências comprovam">
      {requirements.length > 0 && <Listed intro="Nenhum arquivo está marcado para:" items={requirements} />}
      {files.length > 0 && <Listed intro="Não estão marcados para nenhum requisito:" items={files} />}
      <p>Você pode enviar assim mesmo, mas quem analisa pode pedir ajustes por isso.</p>
    </Message>
  );
}

function Listed({ intro, items }: { readonly intro: string; readonly items: readonly string[] }) {
  return (
    <>
      <p>{intro}</p>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </>
  );
}
