import type { ReviewReason } from '@portal/domain';

/** Reasons as the integrator reads them, where the reviewer's own words follow. */
export function ReasonsPreview({ reasons }: { reasons: readonly ReviewReason[] }) {
  return (
    <section className="decision-preview" aria-label="Como o integrador vai ler">
      <h2>Como o integrador vai ler</h2>
      <p className="field-help">Depois do motivo vem o que quem analisa escreveu.</p>
      <ul className="reasons">
        {reasons.map(({ code, label }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is being written may have the same code twice
          <li key={`${place} ${code}`}>
            <strong>{label}:</strong> texto de quem analisa.
          </li>
        ))}
      </ul>
    </section>
  );
}
