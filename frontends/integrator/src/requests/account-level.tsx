import { useViewer } from '@portal/console';
import { Message } from '@portal/ui';

/** Whether the person's gov.br account may send requests. */
export function useMaySubmit(): boolean {
  return useViewer()?.assuranceLevel !== 'BRONZE';
}

/** Says that a bronze account may draft and not send, and how to raise it. */
export function AccountLevelNotice() {
  if (useMaySubmit()) return null;
  return (
    <Message tone="warning" role="none" title="Para enviar, a sua conta gov.br precisa ser prata ou ouro">
      <p>
        A sua conta é bronze. O rascunho continua salvo: aumente o nível da conta, entre de novo e envie.{' '}
        <a href="https://www.gov.br/governodigital/pt-br/identidade/conta-gov-br">
          Como aumentar o nível da conta gov.br
        </a>
      </p>
    </Message>
  );
}
