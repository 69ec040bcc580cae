import { PageTitle } from '@portal/ui';
import { Link } from 'react-router';
import { CodeBlock } from '../code-block.tsx';
import { SchemaText } from '../prose.tsx';
import { goneSentence } from '../reference/deprecated.tsx';
import { addressOfItem, deprecatedFields, type Reference } from '../reference/reference.ts';
import { ReferenceView } from '../reference/reference-view.tsx';
import { sectionAddress } from '../sections.ts';

const EXAMPLE = 'nomeAntigo: String @deprecated(reason: "Use `nomeNovo`. May go from 2027-06-01.")';

/** /desenvolvedores/descontinuacao */
export default function DeprecationPage() {
  return (
    <>
      <PageTitle>Política de descontinuação</PageTitle>
      <p className="lead">
        A API não tem versões no endereço: ela cresce. O que seu programa usa hoje continua valendo.
      </p>
      <h2>O que pode mudar sem aviso</h2>
      <ul>
        <li>Tipos, campos, argumentos e campos de entrada opcionais e valores de enumerações novos.</li>
        <li>A ordem dos campos, e o texto de mensagens e descrições.</li>
      </ul>
      <p>Por isso, ignore o que o seu programa não conhece, e preveja um valor desconhecido em cada enumeração.</p>
      <h2>O que só muda com aviso</h2>
      <p>
        O que sai, muda de tipo, passa a poder ser nulo ou passa a ser obrigatório é antes marcado com{' '}
        <code>@deprecated</code>, com o que usar em seu lugar e a data a partir da qual pode sair: pelo menos 180 dias
        depois da versão que o marcou. A data pode ser adiada, nunca antecipada, e até lá tudo responde como antes.
      </p>
      <CodeBlock title="Esquema" code={EXAMPLE} what="o exemplo de marca" />
      <ul>
        <li>
          A marca aparece na <Link to={sectionAddress('referencia')}>referência</Link>, no GraphiQL, no esquema e em{' '}
          <Link to={sectionAddress('mudancas')}>Mudanças</Link>.
        </li>
        <li>Uma verificação automática impede que algo saia antes da sua data.</li>
        <li>
          Só não espera o que não pode esperar, como uma falha de segurança ou uma lei. O motivo fica registrado, e o
          primeiro número da versão muda.
        </li>
      </ul>
      <h2>O que está para sair</h2>
      <ReferenceView>{(reference) => <Leaving reference={reference} />}</ReferenceView>
    </>
  );
}

function Leaving({ reference }: { readonly reference: Reference }) {
  const fields = deprecatedFields(reference);
  if (fields.length === 0) return <p>Nada está marcado para sair agora.</p>;
  return (
    <ul>
      {fields.map(({ id, deprecation: { reason, from } }) => (
        <li key={id}>
          <Link to={addressOfItem(id)}>
            <code>{id}</code>
          </Link>
          : {goneSentence(from)} <SchemaText text={reason} />
        </li>
      ))}
    </ul>
  );
}
