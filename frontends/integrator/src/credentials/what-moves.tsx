/** What goes with a credential to another team and what does not, before either side confirms. */
export function WhatMoves() {
  return (
    <>
      <p>
        <strong>Vai junto:</strong> tudo o que a equipe tem deste sistema, nos dois ambientes: credenciais, solicitações
        (rascunhos também), evidências, mensagens, testes e relatórios de conformidade.
      </p>
      <p>
        <strong>Não vai:</strong> as pessoas, os tokens e os webhooks de cada uma. Quem é só da equipe atual deixa de
        ver tudo isso na hora.
      </p>
      <p>
        O identificador, o segredo e o certificado continuam valendo.{' '}
        <strong>A equipe anterior ainda conhece o segredo</strong> até que outro seja gerado: quem recebe renova o
        segredo logo depois.
      </p>
    </>
  );
}
