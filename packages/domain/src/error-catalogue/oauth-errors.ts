import type { ErrorWords } from './error-words.ts';

/** Every `error` of the OAuth endpoints: the codes of RFC 6749 §5.2, 7009 and 8707. */
export const OAUTH_ERRORS = {
  invalid_request: {
    status: 400,
    meaning:
      'Falta um campo, um campo veio repetido ou o corpo não é um formulário. Com 405: o endereço só aceita POST.',
    mend: 'Envie application/x-www-form-urlencoded com os campos que error_description pede.',
  },
  invalid_client: {
    status: 401,
    meaning: 'Cliente desconhecido, segredo errado, assinatura que não confere ou credencial que deixou de valer.',
    mend: 'Confira o clientId e o segredo, e se a credencial está Ativa em Gerenciar Credenciais.',
  },
  unauthorized_client: {
    status: 400,
    meaning: 'O token a revogar foi emitido para outro cliente.',
    mend: 'Cada cliente revoga apenas os seus tokens.',
  },
  invalid_scope: {
    status: 400,
    meaning: 'Um dos escopos não existe ou não é para sistemas.',
    mend: 'error_description traz os escopos aceitos. Sem scope, o token recebe todos eles.',
  },
  invalid_target: {
    status: 400,
    meaning: 'Nenhum servidor de recursos tem esta audience, ou resource e audience pedem destinos diferentes.',
    mend: 'Para a API do Portal, não envie audience.',
  },
  unsupported_grant_type: {
    status: 400,
    meaning: 'O grant_type não é client_credentials.',
    mend: 'Use grant_type=client_credentials.',
  },
  unsupported_token_type: {
    status: 400,
    meaning: 'Este tipo de token não pode ser revogado aqui.',
    mend: 'Revogue o access token.',
  },
  temporarily_unavailable: {
    status: 429,
    meaning:
      'Tentativas demais deste cliente ou deste endereço esperam a vez; com 503, uma parte do Portal não responde.',
    mend: 'Espere os segundos de Retry-After; com 429, confira o segredo antes de tentar de novo.',
  },
} as const satisfies Record<string, ErrorWords>;

/** What `error` of an OAuth answer may be. */
export type OauthErrorCode = keyof typeof OAUTH_ERRORS;
