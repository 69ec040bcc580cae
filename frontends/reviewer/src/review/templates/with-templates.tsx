import { QueryView, useRead } from '@portal/console';
import { fillTemplate, foldText, isFoundBy, type ReplyValues, searchWays, variablesIn } from '@portal/domain';
import { Button, Dialog, EmptyState, TextField } from '@portal/ui';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { tinykeys } from 'tinykeys';
import { insertText } from '../../insert-text.ts';
import { ReplyTemplatesQuery } from './template-documents.ts';

interface WithTemplatesProps {
  /** Id of the text area that a template goes into. */
  areaId: string;
  values: ReplyValues;
  /** The text area. */
  children: ReactNode;
}

/** A text area, and a button and a key that write a template of the Ministry into it. */
export function WithTemplates({ areaId, values, children }: WithTemplatesProps) {
  const [choosing, setChoosing] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const keys = { '$mod+.': () => setChoosing(true) };
    return tinykeys(place.current ?? window, keys, { ignore: ({ target }) => !isArea(target) });
  }, []);
  function insert(text: string): void {
    setChoosing(false);
    // Once the dialog has given the focus back.
    requestAnimationFrame(() => insertText(areaId, text));
  }
  return (
    <div ref={place} className="with-templates">
      {children}
      <Button
        size="small"
        variant="tertiary"
        icon="file"
        aria-keyshortcuts="Control+."
        title="Ctrl + ."
        onClick={() => setChoosing(true)}
      >
        Usar modelo
      </Button>
      {choosing && <ChooseTemplate values={values} onChoose={insert} onClose={() => setChoosing(false)} />}
    </div>
  );
}

function isArea(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement;
}

interface ChooseTemplateProps {
  values: ReplyValues;
  onChoose: (text: string) => void;
  onClose: () => void;
}

function ChooseTemplate({ values, onChoose, onClose }: ChooseTemplateProps) {
  const [search, setSearch] = useState('');
  const templates = useRead({
    query: ReplyTemplatesQuery,
    variables: {},
    requestPolicy: 'cache-and-network',
    pick: (data) =>
      data.replyTemplates?.flatMap(({ templateId, name, text }) =>
        name !== null && text !== null ? [{ templateId, name, text }] : [],
      ),
  });
  const fitting = templates.value?.filter(({ text }) => variablesIn(text).every((name) => values[name] !== undefined));
  const found = fitting?.filter(({ name, text }) => isFoundBy(foldText(`${name} ${text}`), searchWays(search))) ?? [];
  const left = (templates.value?.length ?? 0) - (fitting?.length ?? 0);
  return (
    <Dialog open size="large" title="Modelos de resposta" onClose={onClose}>
      <QueryView
        of={templates}
        lines={4}
        empty={
          <EmptyState title="O Ministério não publicou modelos">
            Quem administra o Portal os escreve em Administração, Modelos de resposta.
          </EmptyState>
        }
      >
        {() => (
          <>
            <form
              onSubmit={(event) => {
                event.preventDefault();
                // The form of the message around it is not to be sent.
                event.stopPropagation();
                if (found[0]) onChoose(fillTemplate(found[0].text, values));
              }}
            >
              <TextField
                label="Procurar"
                help="Enter insere o primeiro da lista."
                value={search}
                onChange={({ target }) => setSearch(target.value)}
              />
            </form>
            <ul className="template-choices">
              {found.map(({ templateId, name, text }) => (
                <li key={templateId}>
                  <h3>{name}</h3>
                  <p className="as-written">{fillTemplate(text, values)}</p>
                  <Button size="small" onClick={() => onChoose(fillTemplate(text, values))}>
                    Inserir<span className="visually-hidden"> o modelo {name}</span>
                  </Button>
                </li>
              ))}
            </ul>
            {found.length === 0 && (fitting?.length ?? 0) > 0 && (
              <p role="status">Nada com estas palavras. Procure por menos.</p>
            )}
            {left > 0 && (
              <p className="field-help">
                {left === 1 ? 'Mais um modelo cita' : `Mais ${left} modelos citam`} o requisito: use em um motivo sobre
                um requisito, escolhido em “Sobre o quê”.
              </p>
            )}
          </>
        )}
      </QueryView>
    </Dialog>
  );
}
