import {
  formatCpf,
  formatNumber,
  formatPhone,
  isBlank,
  type Parsed,
  parseCnes,
  parseCnpj,
  parseCpf,
  parseDatabaseName,
  parseEmail,
  parseEstablishmentName,
  parseIntegratedSystem,
  parseIpRange,
  parseMonthlyVolume,
  parseMunicipality,
  parsePersonName,
  parsePhone,
  parseSystemDescription,
  parseSystemName,
  parseUf,
  parseVendor,
} from '@portal/domain';
import { type FieldCheck, type FieldRule, passes, rows, text } from './field-kinds.ts';
import type { Draft, EstablishmentEntry, FieldName, FormValues } from './form-values.ts';

/** The rules of all fields. */
export type FieldRules = { readonly [Name in FieldName]: FieldRule<FormValues[Name]> };

function readEstablishment(draft: Draft): EstablishmentEntry {
  const held = draft.establishment;
  const cnpj = held?.cnpj ?? '';
  const name = held?.name ?? '';
  const by = held && !held.cnes && cnpj !== '' ? 'cnpj' : 'cnes';
  return {
    by,
    code: (by === 'cnes' ? held?.cnes : cnpj) ?? '',
    cnpj: by === 'cnes' ? cnpj : '',
    cnpjKnown: held?.verified === true && cnpj !== '',
    // What was typed before stands there as what was found does; a new look-up opens it again.
    typed: held?.verified === false && name === '',
    name,
    uf: held?.uf ?? '',
    municipality: held?.municipality ?? '',
  };
}

/** A text that must be there, once the person is to type the establishment. */
function told(text: string, missing: string, parse: (text: string) => Parsed<string>): Parsed<string> {
  return isBlank(text) ? { ok: false, message: missing } : parse(text);
}

function checkEstablishment(entry: EstablishmentEntry): FieldCheck<EstablishmentEntry> {
  if (isBlank(entry.code)) {
    return passes({ establishmentCnes: null, establishmentCnpj: null, establishment: null }, entry);
  }
  const code = entry.by === 'cnes' ? parseCnes(entry.code) : parseCnpj(entry.code);
  if (!code.ok) return { ok: false, faults: [{ at: '', message: code.message }] };
  const looked = entry.typed || entry.name !== '';
  if (!looked) {
    return { ok: false, faults: [{ at: '', message: 'Consulte o código para preencher o estabelecimento.' }] };
  }
  const cnpj = isBlank(entry.cnpj) ? null : parseCnpj(entry.cnpj);
  const parts: Record<string, Parsed<string>> = entry.typed ? typedParts(entry) : {};
  const all: Record<string, Parsed<string>> = cnpj === null ? parts : { ...parts, cnpj };
  const faults = Object.entries(all).flatMap(([at, parsed]) => (parsed.ok ? [] : [{ at, message: parsed.message }]));
  if (faults.length > 0) return { ok: false, faults };
  const told = Object.fromEntries(Object.entries(parts).map(([part, parsed]) => [part, parsed.ok ? parsed.value : '']));
  const codes =
    entry.by === 'cnes'
      ? {
          establishmentCnes: code.value,
          ...(entry.cnpjKnown ? {} : { establishmentCnpj: cnpj?.ok ? cnpj.value : null }),
        }
      : { establishmentCnes: null, establishmentCnpj: code.value };
  const tidy = { ...entry, code: code.value, cnpj: cnpj?.ok ? cnpj.value : '', ...told };
  return passes(entry.typed ? { ...codes, establishment: told } : codes, tidy);
}

/** What the person types where nobody can be asked. */
function typedParts(entry: EstablishmentEntry): Record<'name' | 'uf' | 'municipality', Parsed<string>> {
  return {
    name: told(entry.name, 'Informe o nome do estabelecimento.', parseEstablishmentName),
    uf: parseUf(entry.uf),
    municipality: told(entry.municipality, 'Informe o município.', parseMunicipality),
  };
}

/** The form's fields, in the order in which they are read. */
export const FIELDS: FieldRules = {
  origin: {
    stage: 0,
    label: 'Origem da solicitação',
    missing: 'Escolha a origem da solicitação.',
    read: (draft) => draft.origin ?? '',
    isEmpty: (value) => value === '',
    check: (value) => passes({ origin: value === '' ? null : value }, value),
  },
  establishment: {
    stage: 0,
    label: 'Estabelecimento',
    missing: 'Informe o CNES ou o CNPJ do estabelecimento.',
    read: readEstablishment,
    isEmpty: (value) => isBlank(value.code),
    check: checkEstablishment,
  },
  childEstablishments: {
    stage: 0,
    label: 'Estabelecimentos filhos',
    missing: null,
    read: (draft) => draft.childEstablishments.map((child) => child.cnes ?? child.cnpj ?? ''),
    isEmpty: (value) => value.length === 0,
    check: (value) => passes({ childEstablishments: value }, value),
  },
  'manager.name': text({
    stage: 0,
    label: 'Nome do gestor',
    missing: 'Informe o nome do gestor responsável.',
    of: 'manager',
    key: 'name',
    read: (draft) => draft.manager?.name,
    parse: parsePersonName,
  }),
  'manager.cpf': text({
    stage: 0,
    label: 'CPF do gestor',
    missing: 'Informe o CPF do gestor responsável.',
    of: 'manager',
    key: 'cpf',
    read: (draft) => draft.manager?.cpf,
    parse: parseCpf,
    format: formatCpf,
  }),
  'manager.email': text({
    stage: 0,
    label: 'E-mail do gestor',
    missing: 'Informe o e-mail do gestor responsável.',
    of: 'manager',
    key: 'email',
    read: (draft) => draft.manager?.email,
    parse: parseEmail,
  }),
  'manager.phone': text({
    stage: 0,
    label: 'Telefone do gestor',
    missing: 'Informe o telefone do gestor responsável.',
    of: 'manager',
    key: 'phone',
    read: (draft) => draft.manager?.phone,
    parse: parsePhone,
    format: formatPhone,
  }),
  'system.name': text({
    stage: 1,
    label: 'Nome do sistema',
    missing: 'Informe o nome do sistema.',
    of: 'system',
    key: 'name',
    read: (draft) => draft.system?.name,
    parse: parseSystemName,
  }),
  'system.description': text({
    stage: 1,
    label: 'Descrição do sistema',
    missing: 'Descreva o sistema.',
    of: 'system',
    key: 'description',
    read: (draft) => draft.system?.description,
    parse: parseSystemDescription,
  }),
  'system.vendor': text({
    stage: 1,
    label: 'Fornecedor do sistema',
    missing: null,
    of: 'system',
    key: 'vendor',
    read: (draft) => draft.system?.vendor,
    parse: parseVendor,
  }),
  'system.database': text({
    stage: 1,
    label: 'Banco de dados',
    missing: null,
    of: 'system',
    key: 'database',
    read: (draft) => draft.system?.database,
    parse: parseDatabaseName,
  }),
  'system.webApplication': {
    stage: 1,
    label: 'Aplicação web',
    missing: 'Diga se o sistema é uma aplicação web.',
    read: (draft) => {
      const held = draft.system?.webApplication;
      return held === null || held === undefined ? '' : held ? 'sim' : 'nao';
    },
    isEmpty: (value) => value === '',
    check: (value) => passes({ system: { webApplication: value === '' ? null : value === 'sim' } }, value),
  },
  'system.monthlyVolume': text({
    stage: 1,
    label: 'Atendimentos por mês',
    missing: 'Informe quantos atendimentos o sistema registra por mês.',
    of: 'system',
    key: 'monthlyVolume',
    read: (draft) => draft.system?.monthlyVolume,
    parse: parseMonthlyVolume,
    format: (value) => formatNumber(Number(value)),
  }),
  'system.integratesWith': rows({
    stage: 1,
    label: 'Outros sistemas integrados',
    missing: null,
    key: 'integratesWith',
    parseRow: parseIntegratedSystem,
    double: 'Este sistema já está na lista.',
  }),
  certificatePem: {
    stage: 2,
    label: 'Certificado digital',
    missing: 'Envie o certificado digital.',
    read: () => '',
    isEmpty: (value) => value === '',
    check: (value) => passes(value === '' ? {} : { certificatePem: value }, value),
  },
  'system.ipRanges': rows({
    stage: 2,
    label: 'IPs de origem',
    missing: 'Informe pelo menos um IP de origem.',
    key: 'ipRanges',
    parseRow: (row) => {
      const parsed = parseIpRange(row);
      return parsed.ok ? { ok: true, value: parsed.value.cidr } : parsed;
    },
    double: 'Esta faixa de IP já está na lista.',
  }),
  services: {
    stage: 2,
    label: 'Serviços',
    missing: 'Escolha pelo menos um serviço.',
    read: (draft) => draft.services.map((service) => service.slug),
    isEmpty: (value) => value.length === 0,
    check: (value) =>
      value.length > 0
        ? passes({ services: value }, value)
        : { ok: false, faults: [{ at: '', message: 'Escolha pelo menos um serviço.' }] },
  },
  acceptedTerms: {
    stage: 3,
    label: 'Termo de responsabilidade',
    missing: 'Para enviar, marque a declaração.',
    read: (draft) => draft.acceptedTermsAt !== null && draft.acceptedTermsAt !== undefined,
    isEmpty: (value) => !value,
    check: (value) => passes({ acceptedTerms: value }, value),
  },
};

/** The names of all fields, in the form's order. */
export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];
