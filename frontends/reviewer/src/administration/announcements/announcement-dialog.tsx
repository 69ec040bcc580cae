import { problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach, required, useForm } from '@portal/console/forms';
import {
  LIMITS,
  PORTAL_PART_LABELS,
  PortalPart,
  parseAnnouncementText,
  parseWrittenMoment,
  valid,
  whenOf,
  writtenMoment,
} from '@portal/domain';
import { Button, CheckboxGroup, Dialog, Message, TextArea, TextField, useNotify } from '@portal/ui';
import { useState } from 'react';
import type { AnnouncementViewFragment } from '../../gql/graphql.ts';
import { SaveAnnouncementMutation } from './announcement-documents.ts';

const MAINTENANCE = readEach({
  startsAt: required(parseWrittenMoment, 'Informe o dia e a hora do início.'),
  endsAt: required(parseWrittenMoment, 'Informe o dia e a hora do fim.'),
  parts: (chosen: readonly PortalPart[]) =>
    chosen.length > 0 ? valid([...chosen]) : { ok: false as const, message: 'Escolha pelo menos uma parte.' },
  text: required(parseAnnouncementText, 'Escreva o que isso quer dizer para quem usa o Portal.'),
});

const OPTIONS = Object.values(PortalPart).map((value) => ({ value, label: PORTAL_PART_LABELS[value] }));

interface AnnouncementDialogProps {
  /** Null for a new one. */
  announcement: AnnouncementViewFragment | null;
  onClose: () => void;
}

/** Announces a maintenance, or changes one that is not over. */
export function AnnouncementDialog({ announcement, onClose }: AnnouncementDialogProps) {
  const [save] = useAct(SaveAnnouncementMutation);
  const { notify } = useNotify();
  /** As it was when the fields were filled: it is read anew meanwhile. */
  const [seen, setSeen] = useState(announcement);
  const begun = seen !== null && whenOf(seen, new Date()) === 'ON';
  const form = useForm({
    schema: MAINTENANCE,
    initial: fieldsOf(announcement),
    send: async (read) => {
      // A field has minutes; what has begun begins where it did.
      const startsAt = begun ? seen.startsAt : read.startsAt.toISOString();
      const { data, error } = await save({
        input: {
          ...read,
          startsAt,
          endsAt: read.endsAt.toISOString(),
          announcementId: seen?.announcementId ?? null,
          version: seen?.version ?? null,
        },
      });
      const { announcement: now } = data?.saveAnnouncement ?? {};
      const problems = problemsOf(data?.saveAnnouncement, error);
      if (problems.length === 0) {
        const text = announcement ? 'Manutenção mudada.' : 'Manutenção anunciada.';
        notify({ about: 'announcements', tone: 'success', text });
        onClose();
      } else if (now && now.version !== seen?.version) {
        // As it is now, so that whoever saves again does not undo what they did not see.
        setSeen(now);
        form.change(fieldsOf(now));
      }
      return problems;
    },
  });
  return (
    <Dialog
      open
      size="large"
      title={announcement ? 'Mudar a manutenção' : 'Anunciar manutenção'}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Voltar</Button>
          <Button variant="primary" type="submit" form={form.id} busy={form.submitting}>
            {announcement ? 'Salvar' : 'Anunciar'}
          </Button>
        </>
      }
    >
      <Form of={form}>
        {begun && (
          <Message tone="info" role="none">
            Ela já começou: o início e as partes não mudam mais.
          </Message>
        )}
        <TextField
          {...form.text('startsAt')}
          type="datetime-local"
          label="Início"
          help="Horário de Brasília."
          disabled={begun}
        />
        <TextField {...form.text('endsAt')} type="datetime-local" label="Fim" help="Horário de Brasília." />
        <CheckboxGroup<PortalPart>
          {...form.choice('parts')}
          legend="O que pode não responder"
          help="No ambiente de homologação, o que for testado nesse tempo não conta contra ninguém."
          options={OPTIONS}
          disabled={begun}
        />
        <TextArea
          {...form.text('text')}
          label="O que isso quer dizer para quem usa"
          help="Aparece para todos, na página de situação e no alto dos consoles."
          rows={3}
          limit={LIMITS.announcementText.max}
        />
      </Form>
    </Dialog>
  );
}

function fieldsOf(announcement: AnnouncementViewFragment | null) {
  const none: readonly PortalPart[] = [];
  return {
    startsAt: announcement ? writtenMoment(announcement.startsAt) : '',
    endsAt: announcement ? writtenMoment(announcement.endsAt) : '',
    parts: announcement?.parts ?? none,
    text: announcement?.text ?? '',
  };
}
