import { describe, expect, test } from 'vitest';
import { fileNames, identifierSystem, metadataCommand, npmRndsVariables, tokenCommand } from './commands.ts';

const trial = {
  requesterIdentifier: '100001',
  uf: 'GO',
  authUrl: 'https://localhost:4008',
  ehrUrl: 'https://ehr.homologacao.example',
};

describe('what is pasted', () => {
  test('names the files as the page gives them, and this credential’s own hosts and identifier', () => {
    const { pem, authority } = fileNames('100001');
    expect(tokenCommand(trial)).toContain(`--cacert ${authority} --cert ${pem}`);
    expect(tokenCommand(trial)).toContain(' https://localhost:4008/api/token ');
    expect(metadataCommand(trial)).toBe(
      `curl --cacert ${authority} https://ehr.homologacao.example/api/fhir/r4/metadata`,
    );
    expect(identifierSystem('100001')).toBe('http://www.saude.gov.br/fhir/r4/NamingSystem/BRRNDS-100001');
  });

  test('has hosts without their scheme for the package rnds', () => {
    expect(npmRndsVariables(trial).split('\n')).toEqual(
      expect.arrayContaining([
        'export RNDS_AUTH=localhost:4008',
        'export RNDS_EHR=ehr.homologacao.example',
        'export RNDS_CERTIFICADO_ENDERECO=$PWD/teste-100001.pfx',
        'export RNDS_REQUISITANTE_UF=GO',
      ]),
    );
  });
});
