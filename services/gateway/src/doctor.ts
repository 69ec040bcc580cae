import { isIP } from 'node:net';
import {
  type Check,
  databaseChecks,
  examine,
  personalDataCheck,
  reachCheck,
  servedCertificateCheck,
} from '@portal/service-kit/doctor';
import pg from 'pg';
import { type GatewayConfig, subgraphUrls } from './config.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { relyingPartyOf } from './second-factor/relying-party.ts';

/** Says what is wrong with this service's part of an installation, and what to do. */
export function doctor(config: () => GatewayConfig): Promise<void> {
  return examine('gateway', config, (read) => [
    ...databaseChecks({
      url: read.databaseUrl,
      directUrl: read.databaseDirectUrl,
      migrations: MIGRATIONS,
    }),
    personalDataCheck(read.databaseUrl, read.personalData),
    reachCheck(
      'issuer',
      `${read.oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      'Without it nobody signs in: mend OIDC_ISSUER, or the way to it.',
    ),
    ...Object.entries(subgraphUrls(read)).map(([name, url]) =>
      reachCheck(
        name,
        `${url}/readyz`,
        `Without it a part of the portal is away: start it, or mend ${name.toUpperCase()}_URL.`,
      ),
    ),
    addressesCheck(read),
    ...httpsOrigins(read).map(servedCertificateCheck),
    reviewersCheck(read),
    secondFactorCheck(read),
  ]);
}

function httpsOrigins({ publicOrigin, reviewerPublicOrigin }: GatewayConfig): string[] {
  return [publicOrigin, reviewerPublicOrigin].filter((origin) => origin?.startsWith('https:')) as string[];
}

function addressesCheck({ publicOrigin, reviewerPublicOrigin, secureCookies }: GatewayConfig): Check {
  return {
    name: 'addresses',
    async look() {
      const told = [publicOrigin, reviewerPublicOrigin].filter((origin) => origin !== undefined);
      if (told.length < 2) {
        const mend = 'Behind a proxy set PUBLIC_ORIGIN and REVIEWER_PUBLIC_ORIGIN.';
        return { verdict: 'look', said: 'browsers call the consoles at this machine alone', mend };
      }
      if (told[0] === told[1]) {
        return {
          verdict: 'wrong',
          said: 'both consoles have one origin',
          mend: 'Give each its own: they share no cookie.',
        };
      }
      if (!secureCookies || told.some((origin) => !origin.startsWith('https:'))) {
        return { verdict: 'look', said: `${told.join(', ')} are not all https`, mend: 'For real both are.' };
      }
      return { verdict: 'ok', said: told.join(', ') };
    },
  };
}

function reviewersCheck({ reviewers, managers, auditors, admins }: GatewayConfig): Check {
  return {
    name: 'reviewers',
    async look() {
      const said = `${reviewers.length} review, ${managers.length} lead, ${auditors.length} audit, ${admins.length} administrate`;
      if (reviewers.length > 0 && admins.length > 0) return { verdict: 'ok', said };
      return {
        verdict: 'look',
        said,
        mend: 'Name them in REVIEWERS and ADMINS, by subject identifier or verified e-mail.',
      };
    },
  };
}

/** Browsers take keys for a name alone, over https or on the machine itself. */
function secondFactorCheck(config: GatewayConfig): Check {
  return {
    name: 'second factor',
    async look() {
      const { id, origin } = relyingPartyOf(config);
      const elsewhere = await keysElsewhere(config, id);
      const others = elsewhere > 0 ? `; ${elsewhere} keys are of another host` : '';
      if (!config.secondFactorRequired) {
        const said = `what ADMIN alone may do waits for no security key${others}`;
        return config.oidc.local
          ? { verdict: 'ok', said }
          : { verdict: 'look', said, mend: 'For real set ADMIN_SECOND_FACTOR=required.' };
      }
      if (isIP(id.replace(/^\[|\]$/g, '')) || (!origin.startsWith('https:') && id !== 'localhost')) {
        return {
          verdict: 'wrong',
          said: `browsers take no security key at ${origin}`,
          mend: 'Set REVIEWER_PUBLIC_ORIGIN to a host by its name, with https.',
        };
      }
      if (elsewhere === 0) return { verdict: 'ok', said: `security keys of ${id}` };
      return {
        verdict: 'look',
        said: `security keys of ${id}${others}`,
        mend: 'Those are good for nothing: let their people register anew, or set REVIEWER_PUBLIC_ORIGIN back.',
      };
    },
  };
}

async function keysElsewhere({ databaseUrl }: GatewayConfig, host: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    const { rows } = await client.query('select count(*)::int as keys from security_keys where rp_id <> $1', [host]);
    return rows[0].keys;
  } finally {
    await client.end();
  }
}
