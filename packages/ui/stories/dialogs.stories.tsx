import { useState } from 'react';
import { Button, ConfirmDialog, Dialog, Message, TextField } from '../src/index.ts';

/** Begins at its field. */
export function WithField() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Novo webhook</Button>
      <Dialog
        open={open}
        title="Novo webhook"
        onClose={() => setOpen(false)}
        footer={<Button onClick={() => setOpen(false)}>Voltar</Button>}
      >
        <TextField label="Endereço" />
      </Dialog>
    </>
  );
}

/** Esc leaves it open: what it shows is shown once. */
export function NotDismissible() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Gerar segredo</Button>
      <Dialog
        open={open}
        size="large"
        dismissible={false}
        title="Segredo da credencial"
        onClose={() => setOpen(false)}
        footer={
          <Button variant="primary" onClick={() => setOpen(false)}>
            Já guardei
          </Button>
        }
      >
        <p>Este segredo não é mostrado de novo.</p>
      </Dialog>
    </>
  );
}

/** The button that opened it goes away with what it did. */
export function Confirming() {
  const [open, setOpen] = useState(true);
  const [there, setThere] = useState(true);
  return (
    <>
      <h1 tabIndex={-1}>Tokens de acesso</h1>
      {there && <Button onClick={() => setOpen(true)}>Revogar</Button>}
      <ConfirmDialog
        open={open}
        danger
        title="Revogar o token?"
        confirmLabel="Revogar token"
        onConfirm={() => {
          setThere(false);
          setOpen(false);
        }}
        onCancel={() => setOpen(false)}
      >
        <p>O programa que o usa perde o acesso na hora.</p>
      </ConfirmDialog>
    </>
  );
}

export function ConfirmingFailed() {
  return (
    <ConfirmDialog
      open
      busy
      title="Cancelar a solicitação?"
      confirmLabel="Cancelar solicitação"
      onConfirm={() => {}}
      onCancel={() => {}}
    >
      <Message tone="danger">Não foi possível fazer isso agora. Tente de novo.</Message>
    </ConfirmDialog>
  );
}
