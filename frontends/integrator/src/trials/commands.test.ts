import { describe, expect, test } from 'vitest';
import {
  connectorCommand,
  fileNames,
  identifierSystem,
  isForNpmRnds,
  metadataCommand,
  npmRndsVariables,
  PFX_AGAIN_COMMANDS,
  queryCommand,
  tokenCommand,
} from './commands.ts';

const trial = {
  requesterIdentifier: '100001',
  cnes: '2337991',
  uf: 'GO',
  authUrl: 'https://localhost:4008',
  ehrUrl: 'https://ehr.homologacao.example',
  professionalCns: '700000000000005',
  patientCpf: '52998224725',
  patientCns: '700000000000021',
};

describe('what is pasted', () => {
  test('leaves nobody’s own key on the disk without a password', () => {
    expect(PFX_AGAIN_COMMANDS).toContain('openssl pkcs12');
    expect(PFX_AGAIN_COMMANDS).not.toMatch(/-node[sc]/);
  });

  test('names the files as the page gives them, and this credential’s own hosts and identifier', () => {
    const { pem, authority } = fileNames('100001');
    expect(tokenCommand(trial)).toContain(`--cacert ${authority} --cert ${pem}`);
    expect(tokenCommand(trial)).toContain(' https://localhost:4008/api/token ');
    expect(metadataCommand(trial)).toBe(
      `curl --cacert ${authority} https://ehr.homologacao.example/api/fhir/r4/metadata`,
    );
    expect(identifierSystem('100001')).toBe('http://www.saude.gov.br/fhir/r4/NamingSystem/BRRNDS-100001');
  });

  test('asks for somebody in the name of a professional; what is not known is told apart by its capitals', () => {
    const query = queryCommand(trial);
    expect(query).toContain('--header "Authorization: 700000000000005"');
    expect(query).toContain(
      '/Patient?identifier=http%3A%2F%2Frnds.saude.gov.br%2Ffhir%2Fr4%2FNamingSystem%2Fcpf%7C52998224725"',
    );
    expect(queryCommand({ ...trial, professionalCns: undefined })).toContain('Authorization: CNS_DO_PROFISSIONAL');
  });

  test('gives the sample connector every value that it needs, and what only the person knows in capitals', () => {
    const play = { suite: 'ria-r', portal: 'http://localhost:4000', credentialId: 'Q3JlZGVudGlhbDox' };
    const words = connectorCommand(trial, play).replaceAll('\\\n', '').split(/\s+/);
    const told = Object.fromEntries(
      words.flatMap((word, index) => (word.startsWith('--') ? [[word.slice(2), words[index + 1]]] : [])),
    );
    expect(told).toEqual({
      suite: 'ria-r',
      auth: trial.authUrl,
      ehr: trial.ehrUrl,
      pfx: 'teste-100001.pfx',
      ca: 'autoridade-de-teste.pem',
      identifier: '100001',
      cnes: '2337991',
      operator: '700000000000005',
      patient: '700000000000021',
      portal: 'http://localhost:4000',
      credential: 'Q3JlZGVudGlhbDox',
    });
    expect(words).toContain('RNDS_CERTIFICADO_SENHA=SENHA_DO_PFX');
    expect(connectorCommand({ ...trial, patientCns: undefined }, play)).toContain('--patient CNS_DO_PACIENTE');
  });

  test('has hosts without scheme and port for the package rnds, which goes to 443 alone', () => {
    expect(isForNpmRnds(trial)).toBe(false);
    expect(isForNpmRnds({ ...trial, authUrl: 'https://127.0.0.2' })).toBe(true);
    expect(npmRndsVariables(trial).split('\n')).toEqual(
      expect.arrayContaining([
        'export RNDS_AUTH=localhost',
        'export RNDS_EHR=ehr.homologacao.example',
        'export RNDS_CERTIFICADO_ENDERECO=$PWD/teste-100001.pfx',
        'export RNDS_REQUISITANTE_UF=GO',
        'export RNDS_REQUISITANTE_CNS=700000000000005',
      ]),
    );
  });
});
