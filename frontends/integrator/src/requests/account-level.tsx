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
        A sua conta é bronze: com ela você preenche e guarda o rascunho, e não envia. Para enviar, aumente o nível da
        conta e entre de novo.{' '}
        <a href="https://www.gov.br/governodigital/pt-br/identidade/conta-gov-br">
          Como aumentar o nível da conta gov.br
        </a>
      </p>
    </Message>
  );
}
