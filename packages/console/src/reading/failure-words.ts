import type { CombinedError } from '@urql/core';
import { errorCode } from '../graph-errors.ts';

/** Why something could not be read, for whoever wanted to read it. */
export interface FailureWords {
  title: string;
  text: string;
  /** The way on is to sign in. */
  signIn?: boolean;
}

/** Refused, unreachable and broken are three things, and none of them is "there is nothing here". */
export function failureWords(error: CombinedError): FailureWords {
  switch (errorCode(error)) {
    case 'UNAUTHENTICATED':
      return {
        title: 'Entre para continuar',
        text: 'Para ver isto, entre com a sua conta gov.br. Depois de entrar, você volta para cá.',
        signIn: true,
      };
    case 'FORBIDDEN':
      return { title: 'Você não tem acesso a isto', text: 'A sua conta não tem permissão para ver o que está aqui.' };
    case 'RATE_LIMITED':
      return {
        title: 'Muitas consultas em pouco tempo',
        text: 'Aguarde um minuto e tente de novo. Nada do que você já salvou se perdeu.',
      };
    case undefined:
      return { title: 'O Portal não respondeu', text: 'Verifique a sua conexão e tente de novo.' };
    default:
      return {
        title: 'Não foi possível carregar',
        text: 'O erro é nosso, e o que você já salvou continua salvo. Tente de novo em alguns instantes.',
      };
  }
}
