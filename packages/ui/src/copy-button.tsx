import { useEffect, useState } from 'react';
import { Button, type ButtonProps } from './button.tsx';

export interface CopyButtonProps extends Omit<ButtonProps, 'children' | 'onClick' | 'icon'> {
  /** What is copied. */
  text: string;
  /** Default: "Copiar". */
  label?: string;
  /** What it is that is copied, read aloud: "o endereço de homologação". */
  what?: string;
  onCopied?: () => void;
}

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text, label = 'Copiar', what, onCopied, ...button }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 4000);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
      onCopied?.();
    } catch {
      setOutcome('failed');
    }
  }
  const said = { copied: 'Copiado', failed: 'Não foi possível copiar. Selecione o texto e copie.' };
  return (
    <span className="copy">
      <Button variant="tertiary" size="small" {...button} icon={outcome === 'copied' ? 'check' : 'copy'} onClick={copy}>
        {label}
        {what && <span className="visually-hidden"> {what}</span>}
      </Button>
      <span role="status" className="copy-said">
        {outcome && said[outcome]}
      </span>
    </span>
  );
}
