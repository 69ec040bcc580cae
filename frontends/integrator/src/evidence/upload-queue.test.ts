import { describe, expect, test } from 'vitest';
import { createUploadQueue, type Prepared, type SendAnswer } from './upload-queue.ts';

function file(name: string): File {
  return new File(['%PDF-1.7'], name, { type: 'application/pdf' });
}

/** A queue whose sends the test answers by hand; what is given up and was `there` before had arrived. */
function bench(prepare: (file: File) => Promise<Prepared> = async (given) => ({ file: given }), there: string[] = []) {
  const sends: {
    name: string;
    progress: (part: number) => void;
    waiting: (waiting: boolean) => void;
    signal: AbortSignal;
    answer: (a: SendAnswer) => void;
  }[] = [];
  const givenUp: string[] = [];
  let arrived = 0;
  const queue = createUploadQueue({
    atOnce: 2,
    prepare,
    send: (given, { onProgress, onWaiting, signal }) =>
      new Promise((answer) =>
        sends.push({ name: given.name, progress: onProgress, waiting: onWaiting, signal, answer }),
      ),
    pausedBy: 'paused',
    giveUp: async ({ name }) => {
      givenUp.push(name);
      return there.includes(name);
    },
    onSent: () => {
      arrived += 1;
    },
  });
  return { queue, sends, givenUp, arrived: () => arrived };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

describe('the upload queue', () => {
  test('sends two at a time, and the next when one is over', async () => {
    const { queue, sends, arrived } = bench();
    queue.add([file('a.pdf'), file('b.pdf'), file('c.pdf')]);
    await turn();
    expect(sends.map((send) => send.name)).toEqual(['a.pdf', 'b.pdf']);
    expect(queue.uploads().map((upload) => upload.phase)).toEqual(['sending', 'sending', 'waiting']);
    sends[0]?.progress(0.5);
    expect(queue.uploads()[0]?.progress).toBe(0.5);
    sends[0]?.answer({ kind: 'sent' });
    await turn();
    expect(arrived()).toBe(1);
    expect(sends.map((send) => send.name)).toEqual(['a.pdf', 'b.pdf', 'c.pdf']);
    expect(queue.uploads()[0]).toMatchObject({ phase: 'done', progress: 1 });
  });

  test('a paused file stops and makes room, and goes on where it was', async () => {
    const { queue, sends, arrived } = bench();
    queue.add([file('a.pdf'), file('b.pdf'), file('c.pdf')]);
    await turn();
    const id = queue.uploads()[0]?.id ?? '';
    sends[0]?.progress(0.4);
    queue.pause(id);
    await turn();
    expect(sends[0]?.signal.reason).toBe('paused');
    expect(queue.uploads()[0]).toMatchObject({ phase: 'paused', progress: 0.4 });
    expect(sends.map((send) => send.name)).toEqual(['a.pdf', 'b.pdf', 'c.pdf']);
    // What comes late of the one that was stopped is nothing any more.
    sends[0]?.progress(0.9);
    sends[0]?.answer({ kind: 'refused', problem: 'Envio cancelado.', retriable: true });
    await turn();
    expect(queue.uploads()[0]).toMatchObject({ phase: 'paused', progress: 0.4 });
    queue.resume(id);
    expect(queue.uploads()[0]?.phase).toBe('waiting');
    sends[1]?.answer({ kind: 'sent' });
    await turn();
    expect(sends.map((send) => send.name)).toEqual(['a.pdf', 'b.pdf', 'c.pdf', 'a.pdf']);
    expect(queue.uploads()[0]).toMatchObject({ phase: 'sending', progress: 0.4 });
    sends[3]?.answer({ kind: 'sent' });
    await turn();
    expect(arrived()).toBe(2);
  });

  test('a file that was begun before goes on without being made ready again, and says when it waits', async () => {
    const { queue, sends } = bench(async () => ({ problem: 'feito de novo' }));
    queue.goOn([file('a.pdf')]);
    expect(queue.uploads()[0]).toMatchObject({ phase: 'sending', lost: false });
    sends[0]?.waiting(true);
    expect(queue.uploads()[0]?.lost).toBe(true);
    queue.cancel(queue.uploads()[0]?.id ?? '');
    expect(sends[0]?.signal.aborted).toBe(true);
    expect(queue.uploads()[0]?.phase).toBe('cancelled');
  });

  test('a cancelled file is aborted, makes room, and can be sent anew', async () => {
    const { queue, sends } = bench();
    queue.add([file('a.pdf'), file('b.pdf'), file('c.pdf')]);
    await turn();
    const id = queue.uploads()[0]?.id ?? '';
    queue.cancel(id);
    await turn();
    expect(sends[0]?.signal.aborted).toBe(true);
    expect(sends.map((send) => send.name)).toEqual(['a.pdf', 'b.pdf', 'c.pdf']);
    sends[0]?.answer({ kind: 'refused', problem: 'Envio cancelado.', retriable: true });
    await turn();
    expect(queue.uploads()[0]?.phase).toBe('cancelled');
    queue.retry(id);
    sends[1]?.answer({ kind: 'sent' });
    await turn();
    expect(sends.map((send) => send.name)).toEqual(['a.pdf', 'b.pdf', 'c.pdf', 'a.pdf']);
    expect(queue.uploads().map((upload) => upload.name)).toEqual(['a.pdf', 'b.pdf', 'c.pdf']);
  });

  test('a file that arrived before it could be stopped is there', async () => {
    const { queue, sends, arrived } = bench();
    queue.goOn([file('a.pdf'), file('b.pdf')]);
    const [one, other] = queue.uploads();
    queue.cancel(one?.id ?? '');
    queue.pause(other?.id ?? '');
    for (const send of sends) send.answer({ kind: 'sent' });
    await turn();
    expect(queue.uploads().map(({ phase }) => phase)).toEqual(['done', 'done']);
    expect(arrived()).toBe(2);
  });

  test('a failed file that is put away, and one that waits or is paused and is cancelled, are gone on with by nobody', async () => {
    const { queue, sends, givenUp } = bench();
    queue.goOn(['falhou.pdf', 'pausado.pdf', 'na-fila.pdf', 'enviando.pdf'].map(file));
    const [failed = '', paused = '', waiting = ''] = queue.uploads().map(({ id }) => id);
    queue.cancel(waiting);
    queue.pause(paused);
    queue.cancel(paused);
    sends[0]?.answer({ kind: 'refused', problem: 'Algo deu errado.', retriable: true });
    await turn();
    expect(givenUp).toEqual(['na-fila.pdf', 'pausado.pdf']);
    queue.dismiss(failed);
    queue.dismiss(paused);
    expect(givenUp).toEqual(['na-fila.pdf', 'pausado.pdf', 'falhou.pdf']);
    // What is being sent is stopped, and given up by who sends it.
    queue.cancel(queue.uploads().find(({ name }) => name === 'enviando.pdf')?.id ?? '');
    expect(sends.find(({ name }) => name === 'enviando.pdf')?.signal.aborted).toBe(true);
    expect(givenUp).toHaveLength(3);
  });

  test('a paused file that is cancelled, or a failed one that is put away, and had arrived is there', async () => {
    const { queue, sends, arrived } = bench(undefined, ['pausado.pdf', 'falhou.pdf']);
    queue.goOn(['pausado.pdf', 'falhou.pdf'].map(file));
    const [paused = '', failed = ''] = queue.uploads().map(({ id }) => id);
    queue.pause(paused);
    queue.cancel(paused);
    await turn();
    expect(queue.uploads()[0]).toMatchObject({ phase: 'done', progress: 1 });
    expect(arrived()).toBe(1);
    sends[1]?.answer({ kind: 'refused', problem: 'Algo deu errado.', retriable: true });
    await turn();
    queue.dismiss(failed);
    await turn();
    expect(queue.uploads().map(({ phase }) => phase)).toEqual(['done']);
    expect(arrived()).toBe(2);
  });

  test('a file that no try can help is not tried again', async () => {
    const { queue, sends } = bench(async () => ({ problem: 'Envie um PDF ou PNG.' }));
    queue.add([file('a.heic')]);
    await turn();
    const [upload] = queue.uploads();
    expect(upload).toMatchObject({ phase: 'failed', problem: 'Envie um PDF ou PNG.', retriable: false });
    queue.retry(upload?.id ?? '');
    await turn();
    expect(sends).toHaveLength(0);
    queue.dismiss(upload?.id ?? '');
    expect(queue.uploads()).toEqual([]);
  });

  test('after a failure of the line a new try sends the same file again', async () => {
    const { queue, sends } = bench();
    queue.add([file('a.pdf')]);
    await turn();
    sends[0]?.answer({ kind: 'refused', problem: 'A conexão caiu.', retriable: true });
    await turn();
    const [upload] = queue.uploads();
    expect(upload).toMatchObject({ phase: 'failed', problem: 'A conexão caiu.' });
    queue.retry(upload?.id ?? '');
    await turn();
    expect(queue.uploads()).toHaveLength(1);
    sends[1]?.answer({ kind: 'sent' });
    await turn();
    expect(queue.uploads()[0]?.phase).toBe('done');
  });

  test('a file is shown as it will be sent', async () => {
    const { queue } = bench(async () => ({ file: file('foto.png') }));
    queue.add([new File(['x'], 'foto.jpg', { type: 'image/jpeg' })]);
    expect(queue.uploads()[0]).toMatchObject({ name: 'foto.jpg', phase: 'preparing' });
    await turn();
    expect(queue.uploads()[0]).toMatchObject({ name: 'foto.png', phase: 'sending' });
  });
});
