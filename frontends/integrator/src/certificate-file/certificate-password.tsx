import { Button, TextField } from '@portal/ui';
import { type FormEvent, type Ref, useState } from 'react';

interface CertificatePasswordProps {
  readonly fileName: string;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly ref: Ref<HTMLInputElement>;
  readonly onOpen: (password: string) => void;
}

/** Asks for the password of a PFX, which stays in this page. */
export function CertificatePassword({ fileName, busy, error, ref, onOpen }: CertificatePasswordProps) {
  const [password, setPassword] = useState('');

  function open(event: FormEvent): void {
    event.preventDefault();
    if (!busy) onOpen(password);
  }

  return (
    <form onSubmit={open} className="certificate-password">
      <TextField
        ref={ref}
        label={`Senha do arquivo ${fileName}`}
        help="Usada só neste aparelho, para abrir o arquivo. Sem senha, deixe em branco."
        type="password"
        autoComplete="off"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={error}
        action={
          <Button type="submit" busy={busy}>
            Ler certificado
          </Button>
        }
      />
    </form>
  );
}
