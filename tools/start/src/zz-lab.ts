import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { startPostgres } from '@portal/postgres';
import { exportJWK, generateKeyPair } from 'jose';

const pg = await startPostgres({ dataDir: '/tmp/cat5200/pg', port: 5200 });
const mk = async (kid: string) => {
  const p = await generateKeyPair('EdDSA', { extractable: true });
  return { priv: { ...(await exportJWK(p.privateKey)), kid }, pub: { ...(await exportJWK(p.publicKey)), kid } };
};
const g = await mk('gateway');
const c = await mk('credentials');
writeFileSync('/tmp/cat5200/keys.json', JSON.stringify({ g, c }));
const flags = process.argv.slice(2);
const child = spawn(
  process.execPath,
  [...flags, '--import', '@oxc-node/core/register', 'services/catalogue/src/main.ts'],
  {
    env: {
      ...process.env,
      CATALOGUE_PORT: '5203',
      DATABASE_URL: pg.url,
      INTERNAL_JWKS: JSON.stringify({ keys: [g.pub, c.pub] }),
      LOG_LEVEL: 'info',
      NODE_ENV: 'production',
    },
    stdio: 'inherit',
  },
);
const rss = () => readFileSync(`/proc/${child.pid}/smaps_rollup`, 'utf8').match(/^(Rss|Pss|Anonymous):.*/gm);
for (const t of [3, 10, 30]) setTimeout(() => console.log(t, rss()), t * 1000);
const stop = async () => {
  child.kill();
  await pg[Symbol.asyncDispose]();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
console.log('lab', process.pid);
