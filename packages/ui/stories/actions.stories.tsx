import { useState } from 'react';
import { AppearanceChoice, Button, CopyButton, Icon, IconButton, LinkButton } from '../src/index.ts';

/** Each look, at each size. */
export function Buttons() {
  return (['small', 'medium', 'large'] as const).map((size) => (
    <div key={size} className="button-row">
      <Button size={size} variant="primary">
        Enviar para análise
      </Button>
      <Button size={size}>Voltar</Button>
      <Button size={size} variant="tertiary">
        Cancelar
      </Button>
      <Button size={size} danger icon="remove">
        Excluir
      </Button>
      <Button size={size} variant="primary" danger>
        Revogar
      </Button>
    </div>
  ));
}

export function States() {
  return (
    <div className="button-row">
      <Button variant="primary" busy>
        Enviando
      </Button>
      <Button disabled>Sem permissão</Button>
      <Button aria-disabled>Nada a fazer</Button>
      <IconButton icon="close" label="Fechar" />
      <IconButton icon="zoomIn" label="Aumentar" disabled />
    </div>
  );
}

/** One that is busy for as long as it is told to be. */
export function BusyOnPress() {
  const [busy, setBusy] = useState(false);
  const [presses, setPresses] = useState(0);
  return (
    <>
      <Button
        busy={busy}
        onClick={() => {
          setBusy(true);
          setPresses(presses + 1);
        }}
      >
        Salvar
      </Button>
      <p role="status">{presses} vez</p>
    </>
  );
}

export function Links() {
  return (
    <div className="button-row">
      <LinkButton to="/solicitacoes" icon="next">
        Ver solicitações
      </LinkButton>
      <LinkButton href="/relatorio.pdf" download="relatorio.pdf" icon="download" variant="tertiary">
        Baixar
      </LinkButton>
    </div>
  );
}

export function Copying() {
  return <CopyButton text="https://ehr-services.hmg.saude.gov.br" what="o endereço de homologação" />;
}

export function Appearance() {
  return <AppearanceChoice />;
}

export function Icons() {
  return (
    <p>
      <Icon name="success" label="Sucesso" /> com nome, <Icon name="file" /> como enfeite, <Icon name="busy" spin />{' '}
      girando
    </p>
  );
}
