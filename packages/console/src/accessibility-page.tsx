import { Breadcrumb, PageTitle } from '@portal/ui';
import { useConsole } from './console-context.tsx';

/** /acessibilidade: what eMAG asks to be told. */
export function AccessibilityPage() {
  const { remote } = useConsole();
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Acessibilidade' }]} />
      <PageTitle>Acessibilidade</PageTitle>
      <p>
        O Portal de Serviços segue o Modelo de Acessibilidade em Governo Eletrônico (eMAG 3.1) e as Diretrizes de
        Acessibilidade para Conteúdo Web (WCAG 2.2, nível AA).
      </p>
      <h2>Atalhos de teclado</h2>
      <ul>
        <li>
          <kbd>1</kbd>: ir para o conteúdo
        </li>
        <li>
          <kbd>2</kbd>: ir para o menu
        </li>
        {remote.search && (
          <li>
            <kbd>3</kbd>: ir para a busca
          </li>
        )}
        <li>
          <kbd>4</kbd>: ir para o rodapé
        </li>
      </ul>
      <p>Use o atalho junto com as teclas do seu navegador:</p>
      <ul>
        <li>Chrome e Edge, no Windows e no Linux: Alt e o número.</li>
        <li>Firefox, no Windows e no Linux: Alt, Shift e o número.</li>
        <li>Safari, Chrome e Firefox, no macOS: Control, Option e o número.</li>
      </ul>
      <h2>Contraste e tamanho</h2>
      <p>
        Em “Aparência”, no topo de cada página, você escolhe as cores do Portal: claras, escuras, em alto contraste ou
        como no seu sistema. A escolha fica guardada neste navegador. O texto pode ser ampliado até 400% pelo navegador
        sem perda de conteúdo.
      </p>
      <h2>Leitores de tela e teclado</h2>
      <p>
        Tudo o que se faz com o mouse se faz também com o teclado. O que muda na página é anunciado, e nenhuma
        informação depende só da cor.
      </p>
    </>
  );
}
