import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSession } from './session.ts';
import { startLiveServer } from './testing/live-server.ts';

describe('the session', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('knows who is here, and the cursor from before the first read', async () => {
    await using server = await startLiveServer();
    const session = createSession(server.url);
    expect(session.state.status).toBe('asking');
    await session.ask();
    expect(session.state).toMatchObject({ status: 'signed-in', viewer: { id: 'ana', name: 'Ana Souza' } });
    expect(session.changesCursor).toBe('c0');
  });

  it('keeps the first cursor: changes since then are still to come', async () => {
    await using server = await startLiveServer();
    const session = createSession(server.url);
    await session.ask();
    server.changesCursor = 'c5';
    await session.ask();
    expect(session.changesCursor).toBe('c0');
  });

  it('knows an anonymous visitor', async () => {
    await using server = await startLiveServer();
    server.viewer = null;
    const session = createSession(server.url);
    await session.ask();
    expect(session.state.status).toBe('anonymous');
  });

  it('tells when the Portal does not answer, and recovers', async () => {
    await using server = await startLiveServer();
    const session = createSession(server.url);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    await session.ask();
    expect(session.state.status).toBe('unreachable');
    vi.unstubAllGlobals();
    await session.ask();
    expect(session.state.status).toBe('signed-in');
  });

  it.each([
    ['the viewer failed', { data: { viewer: null }, errors: [{ message: 'x', extensions: { traceId: 't1' } }] }],
    ['all of it failed', { data: null, errors: [{ message: 'x', extensions: { traceId: 't1' } }] }],
  ])('does not take an outage for a visitor, nor for the end of a session: %s', async (_, answer) => {
    await using server = await startLiveServer();
    server.answerInstead = answer;
    const session = createSession(server.url);
    await session.ask();
    expect(session.state).toEqual({ status: 'unreachable', traceId: 't1' });
    server.answerInstead = undefined;
    await session.ask();
    expect(session.state.status).toBe('signed-in');
    server.answerInstead = answer;
    await session.ask();
    expect(session.state.status).toBe('signed-in');
  });

  it('waits for the same person, and starts anew for another', async () => {
    await using server = await startLiveServer();
    const reload = vi.fn();
    const session = createSession(server.url, reload);
    await session.ask();
    session.end();
    server.viewer = null;
    await session.ask();
    expect(session.state).toMatchObject({ status: 'over', viewer: { id: 'ana' } });
    server.viewer = { id: 'bruno', name: 'Bruno Lima' };
    await session.ask();
    expect(reload).toHaveBeenCalledOnce();
  });

  it('asks once, however many ask at a time', async () => {
    await using server = await startLiveServer();
    const fetched = vi.spyOn(globalThis, 'fetch');
    const session = createSession(server.url);
    await Promise.all([session.ask(), session.ask()]);
    expect(fetched).toHaveBeenCalledOnce();
    fetched.mockRestore();
  });
});
