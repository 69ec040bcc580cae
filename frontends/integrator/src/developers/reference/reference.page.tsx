import { PageTitle } from '@portal/ui';
import { Link, useParams } from 'react-router';
import { sectionAddress } from '../sections.ts';
import { FieldView } from './field-view.tsx';
import type { Reference, ReferenceItem } from './reference.ts';
import { ReferenceIndex } from './reference-index.tsx';
import { ReferenceView } from './reference-view.tsx';
import { TypeView } from './type-view.tsx';

/** /desenvolvedores/referencia/:item? */
export default function ReferencePage() {
  const { item } = useParams();
  if (item === undefined) return <ReferenceIndex />;
  return (
    <ReferenceView key={item}>
      {(reference) => {
        const found = itemNamed(reference, item);
        if (found === undefined) return <UnknownItem id={item} />;
        if (found.kind === 'field') return <FieldView reference={reference} field={found} />;
        return <TypeView reference={reference} type={found} />;
      }}
    </ReferenceView>
  );
}

/** A value of an enumeration is on the page of its type. */
function itemNamed({ items }: Reference, id: string): ReferenceItem | undefined {
  const owner = items.get(id.split('.')[0] ?? '');
  return items.get(id) ?? (owner?.kind === 'enum' ? owner : undefined);
}

function UnknownItem({ id }: { readonly id: string }) {
  return (
    <>
      <PageTitle>Não está na API</PageTitle>
      <p>
        A API não tem <code>{id}</code>. O nome pode ter sido digitado com erro, ou o campo pode ter saído: veja as{' '}
        <Link to={sectionAddress('mudancas')}>mudanças</Link>.
      </p>
      <p>
        <Link to={sectionAddress('referencia')}>Buscar na referência</Link>
      </p>
    </>
  );
}
