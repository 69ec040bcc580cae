import { SECURITY_KEYS_PATH } from '@portal/domain';
import { Button, Dialog, LinkButton, Message } from '@portal/ui';
import { useState } from 'react';
import { actMessage } from '../acts/act-message.ts';
import { useAct } from '../acts/use-act.ts';
import { askForKey } from './ask-key.ts';
import { BeginSecondFactor, ProveSecondFactor } from './second-factor.documents.ts';

interface SecondFactorDialogProps {
  /** Called when it was proved, or is not going to be. */
  onEnd: (proved: boolean) => void;
}

/** Confirme que é você: asks for the key that an act waits for. */
export function SecondFactorDialog({ onEnd }: SecondFactorDialogProps) {
  const [begin] = useAct(BeginSecondFactor);
  const [prove] = useAct(ProveSecondFactor);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [hasNoKey, setHasNoKey] = useState(false);

  /** Why it is not proved; NO_KEY of who has none. */
  async function refusal(): Promise<string | undefined> {
    const begun = await begin({});
    const { options, problems } = begun.data?.beginSecondFactor ?? {};
    if (problems?.some(({ code }) => code === 'NOT_FOUND')) return NO_KEY;
    if (!options) return actMessage(problems, begun.error);
    const asked = await askForKey(options);
    if ('trouble' in asked) return asked.trouble;
    const proved = await prove({ response: asked.answer });
    const payload = proved.data?.proveSecondFactor;
    return payload?.problems.length === 0 ? undefined : actMessage(payload?.problems, proved.error);
  }

  async function confirm() {
    if (busy) return;
    setBusy(true);
    setTrouble(undefined);
    const refused = await refusal();
    setBusy(false);
    if (refused === undefined) return onEnd(true);
    if (refused === NO_KEY) setHasNoKey(true);
    else setTrouble(refused);
  }

  if (hasNoKey) return <NoKey onEnd={onEnd} />;
  return (
    <Dialog
      open
      title={TITLE}
      onClose={() => onEnd(false)}
      footer={
        <>
          <Button onClick={() => onEnd(false)}>Agora não</Button>
          <Button variant="primary" icon="key" busy={busy} onClick={() => void confirm()}>
            Usar a chave
          </Button>
        </>
      }
    >
      <p>
        O que você pediu é só de quem administra. Confirme com a sua chave de segurança: o Portal faz em seguida, e nada
        do que você digitou se perde.
      </p>
      {busy && <p role="status">Siga o que o navegador pede.</p>}
      {trouble !== undefined && <Message tone="danger">{trouble}</Message>}
    </Dialog>
  );
}

const TITLE = 'Confirme que é você';
const NO_KEY = 'NO_KEY';

/** The key is registered in another tab, so that this page stays as it is; having it proves as well that it is its person. */
function NoKey({ onEnd }: SecondFactorDialogProps) {
  return (
    <Dialog
      open
      title={TITLE}
      onClose={() => onEnd(false)}
      footer={
        <>
          <Button onClick={() => onEnd(false)}>Agora não</Button>
          <Button variant="primary" onClick={() => onEnd(true)}>
            Já cadastrei, continuar
          </Button>
        </>
      }
    >
      <p>
        O que você pediu é só de quem administra, que confirma com uma chave de segurança, e você ainda não tem uma.
        Cadastre a chave em outra aba e volte: esta página fica como está.
      </p>
      <LinkButton icon="key" href={SECURITY_KEYS_PATH} target="_blank">
        Cadastrar uma chave em outra aba
      </LinkButton>
    </Dialog>
  );
}
