import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

/** What a key answered, as JSON; or why there is no answer, for the person. */
export type KeyAnswer = { answer: string } | { trouble: string };

/** Has the browser register a key by the Portal's options. */
export function askForNewKey(options: string): Promise<KeyAnswer> {
  return answered(() =>
    startRegistration({ optionsJSON: JSON.parse(options) as PublicKeyCredentialCreationOptionsJSON }),
  );
}

/** Has the browser ask for one of the person's keys by the Portal's options. */
export function askForKey(options: string): Promise<KeyAnswer> {
  return answered(() =>
    startAuthentication({ optionsJSON: JSON.parse(options) as PublicKeyCredentialRequestOptionsJSON }),
  );
}

async function answered(ask: () => Promise<object>): Promise<KeyAnswer> {
  if (!browserSupportsWebAuthn()) {
    return { trouble: 'Este navegador não usa chaves de segurança aqui. Atualize o navegador ou use outro.' };
  }
  try {
    return { answer: JSON.stringify(await ask()) };
  } catch (error) {
    return { trouble: TROUBLES[(error as Error).name] ?? TROUBLE };
  }
}

const CANCELLED = 'A chave não respondeu: o pedido foi cancelado ou demorou demais. Tente de novo.';
const TROUBLE = 'O navegador não conseguiu usar a chave. Tente de novo ou use outra.';

/** By the names that WebAuthn gives to what goes wrong. */
const TROUBLES: Readonly<Record<string, string>> = {
  NotAllowedError: CANCELLED,
  AbortError: CANCELLED,
  InvalidStateError: 'Esta chave já está cadastrada. Use outra.',
  ConstraintError: 'Esta chave não confere quem a usa, por PIN ou biometria. Configure isso nela ou use outra.',
};
