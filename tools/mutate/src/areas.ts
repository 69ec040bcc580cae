/** Lines that are broken together, and the tests that stand nearest to them. */
export interface Area {
  /** Globs of what is broken, from the root. */
  lines: readonly string[];
  /** Globs of the tests that are to notice. */
  tests: readonly string[];
}

const CREDENTIALS = 'services/credentials/src';
const GATEWAY = 'services/gateway/src';
const FORM = 'frontends/integrator/src/requests/form';
const HOMOLOGATION = 'services/homologation/src';

/** What opens health data, judges documents, or holds what people wrote. */
export const AREAS: Readonly<Record<string, Area>> = {
  'domain-parsers': {
    lines: [
      'packages/domain/src/{access-token,cnes,cnpj,cns,cpf,email,establishment-code,ip-address,ip-range,modulus11}.ts',
      'packages/domain/src/{numbers,person-name,phone,protocol-number,public-network,search-text,suite-change,text}.ts',
    ],
    tests: ['packages/domain/src/*.test.ts'],
  },
  certificates: {
    lines: [`${CREDENTIALS}/certificates/{chain,holder,key-strength,read-certificate,rules}.ts`],
    tests: [`${CREDENTIALS}/certificates/{chain,read-certificate,rules}.test.ts`],
  },
  lifecycle: {
    lines: [
      `${CREDENTIALS}/requests/{lifecycle,submission-check,changed-paths}.ts`,
      `${CREDENTIALS}/credentials/lifecycle.ts`,
    ],
    tests: [
      `${CREDENTIALS}/requests/{lifecycle,changed-paths,submit,permissions}.test.ts`,
      `${CREDENTIALS}/credentials/lifecycle.test.ts`,
    ],
  },
  reviews: {
    lines: [`${CREDENTIALS}/reviews/{approval-check,assess,claim,decide,grant,reasons,release}.ts`],
    tests: [`${CREDENTIALS}/reviews/*.test.ts`, `${CREDENTIALS}/requests/{journey,permissions}.test.ts`],
  },
  credentials: {
    lines: [`${CREDENTIALS}/credentials/{change-state,expire,issue,production,rotate-secret,visibility}.ts`],
    tests: [`${CREDENTIALS}/credentials/*.test.ts`],
  },
  evidence: {
    lines: [`${CREDENTIALS}/evidence/{file-name,inspect,receive-form,form-parts,sweep,verified-bytes,visibility}.ts`],
    tests: [`${CREDENTIALS}/evidence/*.test.ts`],
  },
  events: {
    lines: [`${CREDENTIALS}/events/{batch,cursors,outbox,sequencer,slowness}.ts`],
    tests: [`${CREDENTIALS}/events/*.test.ts`],
  },
  webhooks: {
    lines: [
      `${CREDENTIALS}/webhooks/{dispatch,event-of-change,keep-in-order,public-address,schedule,signed-headers}.ts`,
    ],
    tests: [`${CREDENTIALS}/webhooks/*.test.ts`],
  },
  scopes: {
    lines: [`${GATEWAY}/access/{cost-rules,expression,operation-cost,required-scopes,scope-check}.ts`],
    tests: [`${GATEWAY}/access/*.test.ts`],
  },
  budgets: {
    lines: [`${GATEWAY}/budgets/{account,bill,bodies-under-way,caller-key,receive-within}.ts`],
    tests: [`${GATEWAY}/budgets/*.test.ts`],
  },
  oauth: {
    lines: [
      `${GATEWAY}/oauth/{basic-credentials,client-authentication,client-directory,client-tokens,guess-limit,key-plan}.ts`,
    ],
    tests: [`${GATEWAY}/oauth/*.test.ts`],
  },
  sessions: {
    lines: [
      `${GATEWAY}/sessions/{former-email,role-teller,roles,session-lifetime,sessions,subject-hash,until-told}.ts`,
    ],
    tests: [`${GATEWAY}/sessions/{kept-sessions,role-teller,sessions}.test.ts`, `${GATEWAY}/sign-in/*.test.ts`],
  },
  'ministry-roles': {
    lines: [`${GATEWAY}/sessions/ministry-roles.ts`],
    tests: [`${GATEWAY}/sessions/ministry-roles{,-reading}.test.ts`],
  },
  tokens: {
    lines: [`${GATEWAY}/tokens/{allowed-addresses,personal-tokens,team-tokens}.ts`],
    tests: [`${GATEWAY}/tokens/*.test.ts`],
  },
  'second-factor': {
    lines: [
      `${GATEWAY}/second-factor/{challenges,confirmation,key-response,registration,relying-party,reset-keys,security-keys}.ts`,
    ],
    tests: [`${GATEWAY}/second-factor/*.test.ts`],
  },
  'team-tokens': {
    lines: [`${CREDENTIALS}/team-tokens/{act-on-tokens,http,team-token.resolver,token-rows}.ts`],
    tests: [`${CREDENTIALS}/team-tokens/*.test.ts`],
  },
  teams: {
    lines: [
      `${CREDENTIALS}/teams/{act-on-team,belong,change-members,drop-unused,invite,members,other-team,transfer}.ts`,
    ],
    tests: [`${CREDENTIALS}/teams/*.test.ts`],
  },
  erasure: {
    lines: [
      `${CREDENTIALS}/erasure/{addresses-of,ask-erasure,erase-due,forget-manager,forget-person,http,keep-erased,marked,obstacles}.ts`,
    ],
    tests: [`${CREDENTIALS}/erasure/*.test.ts`],
  },
  'portfolio-content': {
    lines: [
      `${CREDENTIALS}/content/*.ts`,
      `${CREDENTIALS}/portfolio-content/{act-on-portfolio,lost-editions,read-portfolios,tell-catalogue,written}.ts`,
    ],
    tests: [`${CREDENTIALS}/portfolio-content/*.test.ts`],
  },
  'review-rules': {
    lines: [`${CREDENTIALS}/review-rules/{act-on-rules,check-rules,rules-in-use}.ts`],
    tests: [`${CREDENTIALS}/review-rules/*.test.ts`],
  },
  revocation: {
    lines: [`${CREDENTIALS}/revocation/{crl,der,ocsp,places,revocation,standing}.ts`],
    tests: [`${CREDENTIALS}/revocation/{crl,revocation}.test.ts`],
  },
  scanning: {
    lines: [`${CREDENTIALS}/scanning/{clamd,scan-at-once,scan-file,scan-waiting}.ts`],
    tests: [`${CREDENTIALS}/scanning/{clamd,scanning}.test.ts`],
  },
  uploads: {
    lines: [`${CREDENTIALS}/uploads/{finish,pieces,receive,refusal,upload-rows}.ts`],
    tests: [`${CREDENTIALS}/uploads/*.test.ts`],
  },
  messages: {
    lines: [`${CREDENTIALS}/messages/{act-on-messages,attachment-rows,keep-attachment,message-rows,who-writes}.ts`],
    tests: [`${CREDENTIALS}/messages/*.test.ts`],
  },
  notices: {
    lines: [`${CREDENTIALS}/notices/{notice-rows,notices-of-changes,recipients,tell-timed,tell,trim}.ts`],
    tests: [`${CREDENTIALS}/notices/*.test.ts`],
  },
  'sealing-of-personal-data': {
    lines: ['packages/service-kit/src/personal-data/*.ts', '!packages/service-kit/src/personal-data/*.test.ts'],
    tests: ['packages/service-kit/src/personal-data/*.test.ts'],
  },
  audit: {
    lines: ['packages/audit-chain/src/*.ts', '!packages/audit-chain/src/*.test.ts'],
    tests: ['packages/audit-chain/src/*.test.ts'],
  },
  'form-store': {
    lines: [`${FORM}/{draft-queue,form-store,held-values,save-draft}.ts`],
    tests: [`${FORM}/*.test.ts`],
  },
  conformance: {
    lines: [
      'packages/conformance/src/{advance,attempt,carry,conditions,excuse,nearest,override,version-end,windows}.ts',
    ],
    tests: ['packages/conformance/src/*.test.ts'],
  },
  judge: {
    lines: [
      'packages/judge/src/{bounds,canonical,codings,plain-invariants,primitives,references,slices,terminology}.ts',
    ],
    tests: ['packages/judge/src/*.test.ts'],
  },
  hosts: {
    lines: [`${HOMOLOGATION}/{auth,hosts}/*.ts`, `!${HOMOLOGATION}/{auth,hosts}/*.test.ts`],
    tests: [`${HOMOLOGATION}/{auth,hosts,ehr}/*.test.ts`],
  },
};
