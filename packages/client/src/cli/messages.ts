import { text as readAll } from 'node:stream/consumers';
import { formatDateTime, formatFileSize, MESSAGE_SIDE_LABELS } from '@portal/domain';
import {
  AccessRequestMessageChangedDocument,
  AccessRequestMessagesDocument,
  MarkAccessRequestMessagesReadDocument,
  type MessageFieldsFragment,
  WriteAccessRequestMessageDocument,
} from '../gql/graphql.ts';
import { unwrap } from '../unwrap.ts';
import { chooseFile } from './choose-file.ts';
import type { Command, Invocation } from './command.ts';
import { UsageError } from './command-errors.ts';
import { EXIT } from './exit-code.ts';
import { findRequest } from './find-request.ts';
import { LIMIT, listUpToLimit, noteMore } from './list-options.ts';
import { ProgressBar } from './progress-bar.ts';
import { sentOnce } from './sent-once.ts';
import type { Terminal } from './terminal.ts';

export const messagesList: Command = {
  name: 'messages list',
  positionals: ['<protocolo>'],
  summary: 'Lista as mensagens de uma solicitação, da mais nova para a mais antiga.',
  examples: ['portal messages list 2026-0000123-6'],
  options: { limit: LIMIT },
  async run(invocation) {
    const { terminal, session, positionals } = invocation;
    const { portal } = await session();
    const { id } = await findRequest(portal, positionals[0]);
    const { nodes, more } = await listUpToLimit(
      invocation,
      async (page) =>
        (await portal.request(AccessRequestMessagesDocument, { id, ...page })).accessRequest?.messages ?? null,
    );
    terminal.result(nodes, () =>
      nodes.length > 0 ? nodes.map((message) => messageText(terminal, message)).join('\n\n') : 'Nenhuma mensagem.',
    );
    noteMore(invocation, more);
    return EXIT.OK;
  },
};

export const messagesSend: Command = {
  name: 'messages send',
  positionals: ['<protocolo>'],
  summary: 'Escreve uma mensagem em uma solicitação, com até cinco arquivos PDF ou PNG.',
  details: 'O texto vem de --text ou da entrada padrão. Não escreva o CPF nem dados de pacientes.',
  examples: [
    'portal messages send 2026-0000123-6 --text "O certificado novo já está anexado." --attach certificado.pdf',
    'portal messages send 2026-0000123-6 < resposta.txt',
  ],
  options: {
    text: { type: 'string', short: 't', value: 'texto', help: 'o que se escreve, em vez da entrada padrão' },
    attach: { type: 'string', multiple: true, value: 'arquivo', help: 'arquivo que vai junto; pode repetir' },
  },
  async run(invocation) {
    const { terminal, session, positionals, options } = invocation;
    const text = await textOf(invocation);
    // All are looked at before the first is sent.
    const chosen = await Promise.all(options('attach').map(chooseFile));
    const { portal } = await session();
    const { id } = await findRequest(portal, positionals[0]);
    const attachments: string[] = [];
    for (const { file, fileName } of chosen) {
      using bar = new ProgressBar(terminal, fileName, file.size);
      const upload = { accessRequest: id, file, fileName, onProgress: bar.show };
      attachments.push((await portal.uploadMessageAttachment(upload)).attachmentId);
    }
    const input = { id, text, attachments, ...sentOnce() };
    const { writeAccessRequestMessage } = await portal.request(WriteAccessRequestMessageDocument, { input });
    const { message } = unwrap(writeAccessRequestMessage);
    terminal.result(message, () => messageText(terminal, message));
    return EXIT.OK;
  },
};

export const messagesRead: Command = {
  name: 'messages read',
  positionals: ['<protocolo>'],
  summary: 'Marca como lidas todas as mensagens que há em uma solicitação.',
  options: {},
  async run({ terminal, session, positionals }) {
    const { portal } = await session();
    const { id } = await findRequest(portal, positionals[0]);
    const { accessRequest } = await portal.request(AccessRequestMessagesDocument, { id, first: 1 });
    const upTo = accessRequest?.messages.edges[0]?.node.messageId;
    if (upTo === undefined) {
      terminal.result(accessRequest, () => 'Nenhuma mensagem.');
      return EXIT.OK;
    }
    const input = { id, upTo, ...sentOnce() };
    const { markAccessRequestMessagesRead } = await portal.request(MarkAccessRequestMessagesReadDocument, { input });
    const marked = unwrap(markAccessRequestMessagesRead).accessRequest;
    terminal.result(marked, () => `${marked.protocol}: ${marked.unreadMessages} não lidas`);
    return EXIT.OK;
  },
};

export const messagesWatch: Command = {
  name: 'messages watch',
  positionals: ['[protocolo]'],
  summary: 'Mostra ao vivo as mensagens das suas solicitações, ou de uma, até ser interrompido.',
  details: 'Como "portal watch": com --json uma por linha, e --after continua de um cursor, por até 30 dias.',
  examples: ['portal messages watch 2026-0000123-6 --json'],
  options: {
    after: { type: 'string', value: 'cursor', help: 'continua depois deste cursor; senão, de agora em diante' },
  },
  async run({ terminal, session, positionals: [protocol], option }) {
    const { portal } = await session();
    const id = protocol === undefined ? undefined : (await findRequest(portal, protocol)).id;
    terminal.note('Esperando mensagens; interrompa com Ctrl+C.');
    const changes = portal.subscribe(AccessRequestMessageChangedDocument, { id, after: option('after') });
    for await (const { accessRequestMessageChanged: change } of changes) {
      terminal.result(change, () => `${change.accessRequest.protocol} · ${messageText(terminal, change.message)}`);
    }
    return EXIT.OK;
  },
};

async function textOf({ option, terminal }: Invocation): Promise<string> {
  const given = option('text');
  if (given !== undefined) return given;
  const { stdin } = terminal.streams;
  if (stdin.isTTY) throw new UsageError('Diga o texto com --text, ou mande-o pela entrada padrão.');
  return readAll(stdin);
}

function messageText(terminal: Terminal, message: MessageFieldsFragment): string {
  const { writtenAt, author, side, text, attachments } = message;
  const head = `${formatDateTime(writtenAt)} · ${terminal.paint('bold', author)} (${MESSAGE_SIDE_LABELS[side]})`;
  const files = attachments.map(({ fileName, size }) => `  ${fileName} (${formatFileSize(size)})`);
  return [head, text ?? 'Apagada pela análise.', ...files].join('\n');
}
