/** Lines that are broken together, and the tests that stand nearest to them. */
export interface Area {
  /** Globs of what is broken, from the root. */
  lines: readonly string[];
  /** Globs of the tests that are to notice. */
  tests: readonly string[];
}

const CREDENTIALS = 'services/credentials/src';
const GATEWAY = 'services/gateway/src';
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
    lines: [`${GATEWAY}/{sessions,tokens}/*.ts`, `!${GATEWAY}/{sessions,tokens}/*.test.ts`],
    tests: [`${GATEWAY}/{sessions,tokens,sign-in}/*.test.ts`],
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
