import type { WebSocketRoute } from '@playwright/test';
import { approve, ESTABLISHMENTS, submitted, uniqueName } from './arrange.ts';
import { expect, test } from './journey.ts';

test('a conexão cai e volta: a página diz, e o que mudou enquanto isso aparece sem recarregar', async ({
  integrator,
  reviewer,
}) => {
  const [ana, clara] = await Promise.all([integrator('ana'), reviewer('clara')]);
  const request = await submitted(ana, { system: uniqueName('Conexão'), cnes: ESTABLISHMENTS.mutirao });
  const line = { down: false, open: [] as WebSocketRoute[] };
  await ana.routeWebSocket(/\/graphql$/, (socket) => {
    if (line.down) return void socket.close();
    socket.connectToServer();
    line.open.push(socket);
  });
  await ana.goto('/solicitacoes');
  const row = ana.getByRole('row').filter({ hasText: request.protocol });
  await expect(row).toContainText('Enviada');
  await expect.poll(() => line.open.length).toBeGreaterThan(0);

  line.down = true;
  await Promise.all(line.open.map((socket) => socket.close({ code: 1012, reason: 'Service restart' })));
  await expect(ana.getByText(/reconectando/i)).toBeVisible();
  await approve(clara, request);
  line.down = false;
  await expect(row).toContainText('Aprovada');
  await expect(ana.getByText(/reconectando/i)).toHaveCount(0);
});
