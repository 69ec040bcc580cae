import { addressOf } from './asked-address.ts';
import type { Asker, Askers } from './askers.ts';

interface RunAsProps {
  readonly askers: Askers;
  readonly asker: Asker;
  /** The address named a token that this person does not have, or no longer. */
  readonly tokenMissing: boolean;
  readonly onChoose: (asker: Asker) => void;
}

/** Above the editor: where one is, and as whom operations run. */
export function RunAs({ askers, asker, tokenMissing, onChoose }: RunAsProps) {
  const { viewer, tokens } = askers;
  const chosen = asker.kind === 'token' ? tokens.find(({ id }) => id === asker.id) : undefined;
  return (
    <header className="run-as">
      <h1>
        <a href="/desenvolvedores">Portal de Serviços</a> <span>API GraphQL</span>
      </h1>
      <div className="run-as-choice">
        <label htmlFor="run-as">Executar como</label>
        <select
          id="run-as"
          aria-describedby="run-as-note"
          value={asker.kind === 'token' ? asker.id : asker.kind}
          onChange={(event) => onChoose(askerOf(event.target.value))}
        >
          <option value="anonymous">anônimo</option>
          {viewer !== null && <option value="session">minha sessão ({viewer})</option>}
          {tokens.length > 0 && (
            <optgroup label="Meus tokens">
              {tokens.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </div>
      <p id="run-as-note" role="status">
        {tokenMissing && asker.kind !== 'token' ? 'O token deste link não é seu ou já terminou. ' : ''}
        {chosen ? `Permissões: ${chosen.scopes.join(', ')}` : noteOn(asker)}
      </p>
      {viewer === null && (
        <a href={`/login?returnTo=${encodeURIComponent(addressOf(null))}`}>Entrar para usar os seus tokens</a>
      )}
      {viewer !== null && tokens.length === 0 && <a href="/tokens">Criar um token</a>}
    </header>
  );
}

function askerOf(value: string): Asker {
  return value === 'anonymous' || value === 'session' ? { kind: value } : { kind: 'token', id: value };
}

function noteOn({ kind }: Asker): string {
  return kind === 'anonymous'
    ? 'Só o que é público: portfólios e serviços.'
    : 'Tudo o que você pode fazer no Portal. Cuidado: as alterações valem de verdade.';
}
