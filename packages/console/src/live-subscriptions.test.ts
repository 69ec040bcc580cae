import { gql } from '@urql/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LiveDocument } from './console-remote.ts';
import { createGraphClient, type GraphClient } from './graph-client.ts';
import { createLiveSubscriptions, type LiveSubscriptions } from './live-subscriptions.ts';
import { type LiveServer, startLiveServer } from './testing/live-server.ts';

const document: LiveDocument = gql`
  subscription Changed($after: String) {
    changed(after: $after) {
      cursor
    }
  }
`;

describe('live lines', () => {
  let server: LiveServer;
  let graph: GraphClient;
  let lines: LiveSubscriptions;
  let heard: string[];

  beforeEach(async () => {
    server = await startLiveServer();
    vi.stubGlobal('window', new EventTarget());
    vi.stubGlobal('location', new URL(server.url));
    graph = createGraphClient({ url: server.url });
    await graph.session.ask();
    lines = createLiveSubscriptions(graph, [document]);
    heard = [];
    lines.listen(document, (data) => heard.push((data.changed as { cursor: string }).cursor));
    lines.start();
  });

  afterEach(async () => {
    lines.stop();
    await server[Symbol.asyncDispose]();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  const hears = (...cursors: string[]) => expect.poll(() => heard).toEqual(cursors);
  const subscribedAfter = async (...cursors: string[]) => {
    await server.subscriptions(cursors.length);
    expect(server.afters).toEqual(cursors);
  };

  it('begin at the cursor that was taken before the first read', async () => {
    await subscribedAfter('c0');
  });

  it('go on from the last change after the connection is lost', async () => {
    await server.subscriptions(1);
    server.tell({ cursor: 'c1' });
    server.tell({ cursor: 'c2' });
    await hears('c1', 'c2');
    server.drop();
    await subscribedAfter('c0', 'c2');
    expect(graph.connectivity()).toBe('connected');
    server.tell({ cursor: 'c3' });
    await hears('c1', 'c2', 'c3');
  });

  it('tell when the connection is lost', async () => {
    await server.subscriptions(1);
    const seen: string[] = [];
    graph.onConnectivity(() => seen.push(graph.connectivity()));
    server.drop();
    await server.subscriptions(2);
    expect(seen).toContain('lost');
    expect(seen.at(-1)).toBe('connected');
  });

  it('open again when the server ends the stream, as it does before it stops', async () => {
    await server.subscriptions(1);
    server.tell({ cursor: 'c1' });
    await hears('c1');
    server.tell('complete');
    await subscribedAfter('c0', 'c1');
  });

  it('are one each, however often the browser says that it is online again', async () => {
    await server.subscriptions(1);
    server.drop();
    await server.subscriptions(2);
    for (let times = 0; times < 3; times++) window.dispatchEvent(new Event('online'));
    server.drop();
    await server.subscriptions(3);
    server.tell({ cursor: 'c1' });
    await hears('c1');
    server.tell({ cursor: 'c2' });
    await hears('c1', 'c2');
    expect(server.afters).toHaveLength(3);
  });

  it('do not wait longer than until the browser says that it is online again', async () => {
    await server.subscriptions(1);
    // Each wait is twice the one before: this often, it would be minutes without the browser.
    vi.spyOn(Math, 'random').mockReturnValue(1);
    for (let times = 2; times < 12; times++) {
      server.drop();
      const hurry = setInterval(() => window.dispatchEvent(new Event('online')), 10);
      await server.subscriptions(times);
      clearInterval(hurry);
    }
  });

  it.each(['CURSOR_EXPIRED', 'CURSOR_LOST'])('begin from now, and read everything anew, after %s', async (code) => {
    await server.subscriptions(1);
    const refreshActive = vi.spyOn(graph, 'refreshActive');
    server.changesCursor = 'c900';
    server.refuseNext(code);
    server.drop();
    await subscribedAfter('c0', 'c0', 'c900');
    expect(refreshActive).toHaveBeenCalledOnce();
  });

  it('wait for the person to sign in again when the session ends, and miss nothing', async () => {
    await server.subscriptions(1);
    server.tell({ cursor: 'c1' });
    await hears('c1');
    const viewer = server.viewer;
    server.viewer = null;
    server.drop(4403);
    await expect.poll(() => graph.session.state.status).toBe('over');
    expect(server.afters).toHaveLength(1);
    server.viewer = viewer;
    await graph.session.ask();
    expect(graph.session.state.status).toBe('signed-in');
    await subscribedAfter('c0', 'c1');
  });

  it('are not opened again once they are stopped', async () => {
    await server.subscriptions(1);
    lines.stop();
    server.drop();
    await expect.poll(() => graph.connectivity()).toBe('lost');
    expect(server.afters).toEqual(['c0']);
  });
});
