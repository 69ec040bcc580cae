import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button, IconButton } from './button.tsx';
import { classNames } from './class-names.ts';

export interface DialogProps {
  open: boolean;
  /** Called on Esc, the close button, and nothing else: closing is yours to do. */
  onClose: () => void;
  title: string;
  children?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  /** 500, 640 or 960 px where there is room. Default: medium. */
  size?: 'medium' | 'large' | 'xlarge';
  /** False: no close button, and Esc does nothing; the footer must have a way out. */
  dismissible?: boolean;
}

/** Where a dialog begins: at what is to be filled in, else at its title, and never at the button that ends it. */
function beginning(dialog: HTMLElement): HTMLElement | null {
  const fields = 'input:not(:disabled, [type="hidden"]), select:not(:disabled), textarea:not(:disabled)';
  return dialog.querySelector(`.br-modal-body :is(${fields})`) ?? dialog.querySelector('.modal-title');
}

/** A modal dialog. Focus goes into it, stays in it, and returns to where it was. */
export function Dialog({ open, onClose, title, children, footer, size = 'medium', dismissible = true }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const element = dialog.current;
    if (!open || !element) return;
    const before = document.activeElement;
    element.showModal();
    // What a child has already given the focus keeps it.
    if (!element.querySelector('.br-modal-body')?.contains(document.activeElement)) beginning(element)?.focus();
    return () => {
      element.close();
      // What had focus may be gone by now, with the row it stood in.
      if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
      else document.querySelector<HTMLElement>('h1')?.focus();
    };
  }, [open]);

  return (
    <dialog
      ref={dialog}
      className={classNames('br-modal', size)}
      aria-labelledby={titleId}
      onClose={(event) => {
        // Browsers close a dialog at the second Esc in a row, whatever was said to the first.
        const element = event.currentTarget;
        if (event.target !== element || !open || element.open) return;
        if (dismissible) return onClose();
        element.showModal();
        beginning(element)?.focus();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !dismissible) event.preventDefault();
      }}
      onCancel={(event) => {
        // A file chooser's cancel event bubbles up to here.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        if (dismissible) onClose();
      }}
    >
      {open && (
        <>
          <div className="br-modal-header">
            <h2 className="modal-title" id={titleId} tabIndex={-1}>
              {title}
            </h2>
            {dismissible && (
              <div className="close">
                <IconButton icon="close" label="Fechar" size="small" onClick={onClose} />
              </div>
            )}
          </div>
          <div className="br-modal-body">{children}</div>
          {footer && <div className="br-modal-footer">{footer}</div>}
        </>
      )}
    </dialog>
  );
}

export interface ConfirmDialogProps {
  open: boolean;
  title: string;
  /** What follows from it. */
  children?: ReactNode;
  /** What the button does: "Cancelar solicitação", not "Sim". */
  confirmLabel: string;
  /** Default: "Voltar". */
  cancelLabel?: string;
  danger?: boolean;
  busy?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks once more before something that matters. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, children, confirmLabel, cancelLabel = 'Voltar', danger, busy, onConfirm, onCancel } = props;
  return (
    <Dialog
      open={open}
      title={title}
      onClose={onCancel}
      footer={
        <>
          <Button variant="secondary" onClick={onCancel}>
            {cancelLabel}
          </Button>
          <Button variant="primary" danger={danger} busy={busy} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
