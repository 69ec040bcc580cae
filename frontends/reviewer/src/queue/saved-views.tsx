import { Form, readEach, required, useForm } from '@portal/console/forms';
import { valid } from '@portal/domain';
import { Button, Dropdown, Icon, TextField } from '@portal/ui';
import { useRef, useState } from 'react';
import { usePreference } from '../use-preference.ts';
import { type QueueFilter, queueFilterOf, queueParams } from './queue-filter.ts';
import { addView, MOST_VIEWS, type SavedView, viewsKept } from './views.ts';

interface SavedViewsProps {
  filter: QueueFilter;
  onApply: (filter: QueueFilter) => void;
}

/** Filters that somebody gave a name, to be taken again with one press; kept for the person in this browser. */
export function SavedViews({ filter, onApply }: SavedViewsProps) {
  const [views, keep] = usePreference('fila.visoes', viewsKept);
  const [removed, setRemoved] = useState<readonly SavedView[]>();
  const list = useRef<HTMLUListElement>(null);
  const now = queueParams(filter).toString();
  /** The button that was pressed goes away: who pressed it stays among the views. */
  function change(next: readonly SavedView[], before?: readonly SavedView[]) {
    list.current?.focus();
    setRemoved(before);
    keep(next);
  }
  return (
    <Dropdown
      className="queue-more"
      label={
        <>
          <Icon name="view" />
          {views.find(({ query }) => query === now)?.name ?? 'Visões'}
        </>
      }
    >
      {views.length === 0 && <p>As visões que guardar ficam aqui.</p>}
      <ul ref={list} className="saved-views" aria-label="Visões guardadas" tabIndex={-1}>
        {views.map((view) => (
          <li key={view.name}>
            <Button
              variant="tertiary"
              size="small"
              aria-current={view.query === now ? 'true' : undefined}
              onClick={() => onApply(queueFilterOf(new URLSearchParams(view.query)))}
            >
              {view.name}
            </Button>
            <Button
              variant="tertiary"
              size="small"
              icon="remove"
              onClick={() =>
                change(
                  views.filter(({ name }) => name !== view.name),
                  views,
                )
              }
            >
              Excluir<span className="visually-hidden"> a visão {view.name}</span>
            </Button>
          </li>
        ))}
      </ul>
      <div role="status">
        {removed && (
          <p>
            Visão excluída.{' '}
            <Button size="small" onClick={() => change(removed)}>
              Desfazer
            </Button>
          </p>
        )}
      </div>
      <NewView
        full={views.length >= MOST_VIEWS}
        onSave={(name) => {
          setRemoved(undefined);
          keep(addView(views, { name, query: now }));
        }}
      />
    </Dropdown>
  );
}

const NAMED = readEach({ name: required((text) => valid(text.trim()), 'Dê um nome à visão.') });

function NewView({ full, onSave }: { full: boolean; onSave: (name: string) => void }) {
  const form = useForm({
    schema: NAMED,
    initial: { name: '' },
    send: async ({ name }) => {
      if (full) return [{ message: `Cabem ${MOST_VIEWS} visões: exclua uma antes.`, path: ['name'] }];
      form.change({ name: '' });
      onSave(name);
      return [];
    },
  });
  return (
    <Form of={form}>
      <TextField
        {...form.text('name')}
        label="Nome da visão"
        hint="Guarda aba, busca, filtros e ordem de agora."
        maxLength={40}
      />
      <Button type="submit" size="small">
        Guardar esta visão
      </Button>
    </Form>
  );
}
