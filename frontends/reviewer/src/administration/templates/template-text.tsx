import { fillTemplate, REPLY_EXAMPLE } from '@portal/domain';

/** A template as it will be read, with made up values. */
export function TemplateText({ text }: { text: string }) {
  return (
    <section className="decision-preview" aria-label="Como o integrador vai ler">
      <h2>Como o integrador vai ler</h2>
      <p className="field-help">Com dados de exemplo no lugar das variáveis.</p>
      <p className="as-written">{fillTemplate(text, REPLY_EXAMPLE)}</p>
    </section>
  );
}
