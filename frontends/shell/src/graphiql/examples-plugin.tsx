import { type GraphiQLPlugin, useGraphiQL } from '@graphiql/react';
import { examples } from './examples.ts';

function ExamplesIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M4 5h16M4 12h16M4 19h10" />
    </svg>
  );
}

function Examples() {
  const editor = useGraphiQL((state) => state.queryEditor);
  return (
    <section aria-label="Exemplos">
      <div className="graphiql-examples-title">Exemplos</div>
      <ul className="graphiql-examples">
        {examples.map((example) => (
          <li key={example.title}>
            <button type="button" className="graphiql-button" onClick={() => editor?.setValue(example.query)}>
              {example.title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A panel beside the editor that puts an example into it. */
export const examplesPlugin: GraphiQLPlugin = { title: 'Exemplos', icon: ExamplesIcon, content: Examples };
