import {
  AuthorityInfoAccessExtension,
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type ExtendedKeyUsageType,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
} from '@peculiar/x509';
import { type Authority, createRoot, pemOf, sign, type Validity, validity } from './authority.ts';
import { exportPrivateKey, generateKey, type KeyKind, type KeyPair } from './key.ts';
import { alternativeNames, type OtherNames, x400Address } from './other-names.ts';

/** A certificate with its private key. */
export interface IssuedCertificate {
  pem: string;
  der: Buffer;
  /** Authorities between it and the root, the root left out. */
  chainPem: string[];
  /** PKCS#8, in DER. */
  privateKey: Buffer;
  certificate: X509Certificate;
  keys: KeyPair;
}

/** What every certificate can be made with. */
export interface IssueOptions extends Validity {
  /** Who issues it; a root of its own unless told. */
  authority?: Authority;
  key?: KeyKind;
  /** What its key may be used for; a client's, unless told. */
  purposes?: ExtendedKeyUsageType[];
  /** Where it says that its authority tells whether it was revoked. */
  revocation?: { ocsp?: string; crl?: string };
  /** Puts an X.400 address before what ICP-Brasil writes. */
  withX400Address?: boolean;
}

/** A person, as an authority registers them. */
export interface RegisteredPerson {
  name: string;
  /** 11 digits. */
  cpf: string;
  /** DDMMAAAA. */
  birthDate?: string;
}

const DIGITAL_SIGNATURE = KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation | KeyUsageFlags.keyEncipherment;
const BRANCH = 'C=BR, O=ICP-Brasil de Teste, OU=Certificado de Teste';

/** An e-CNPJ: of a legal person, with somebody responsible. */
export function issueECnpj(
  options: IssueOptions & { cnpj: string; companyName: string; responsible?: RegisteredPerson },
): Promise<IssuedCertificate> {
  const { cnpj, companyName, responsible = { name: 'Pessoa Responsável', cpf: '52998224725' } } = options;
  return issue(`${BRANCH}, CN=${escapeName(`${companyName}:${cnpj}`)}`, options, {
    '2.16.76.1.3.2': responsible.name,
    '2.16.76.1.3.3': cnpj,
    '2.16.76.1.3.4': personData(responsible),
    '2.16.76.1.3.7': '0'.repeat(12),
  });
}

/** An e-CPF: of a natural person. */
export function issueECpf(options: IssueOptions & RegisteredPerson): Promise<IssuedCertificate> {
  return issue(`${BRANCH}, CN=${escapeName(`${options.name}:${options.cpf}`)}`, options, {
    '2.16.76.1.3.1': personData(options),
    '2.16.76.1.3.5': '0'.repeat(19),
    '2.16.76.1.3.6': '0'.repeat(12),
  });
}

/** A certificate that carries nothing of ICP-Brasil. */
export function issuePlain(options: IssueOptions & { commonName: string }): Promise<IssuedCertificate> {
  return issue(`CN=${escapeName(options.commonName)}`, options, {});
}

async function issue(
  name: string,
  { key = 'RSA-2048', authority, withX400Address, revocation = {}, purposes, ...dates }: IssueOptions,
  otherNames: OtherNames,
): Promise<IssuedCertificate> {
  const issuer = authority ?? (await createRoot());
  const keys = await generateKey(key);
  const extensions = [
    ...(await holderExtensions(keys, purposes)),
    ...alternativeNameExtension(otherNames, withX400Address),
    ...revocationExtensions(revocation),
  ];
  const certificate = await sign(issuer, { name, keys, extensions, ...validity(dates, 1) });
  return {
    pem: pemOf(certificate),
    der: Buffer.from(certificate.rawData),
    chainPem: issuer.chainPem,
    privateKey: await exportPrivateKey(keys),
    certificate,
    keys,
  };
}

async function holderExtensions(
  keys: KeyPair,
  purposes: ExtendedKeyUsageType[] = [ExtendedKeyUsage.clientAuth, ExtendedKeyUsage.emailProtection],
): Promise<Extension[]> {
  return [
    new BasicConstraintsExtension(false),
    new KeyUsagesExtension(DIGITAL_SIGNATURE, true),
    new ExtendedKeyUsageExtension(purposes),
    await SubjectKeyIdentifierExtension.create(keys.publicKey),
  ];
}

function revocationExtensions({ ocsp, crl }: NonNullable<IssueOptions['revocation']>): Extension[] {
  return [
    ...(ocsp ? [new AuthorityInfoAccessExtension({ ocsp: [ocsp] })] : []),
    ...(crl ? [new CRLDistributionPointsExtension([crl])] : []),
  ];
}

function alternativeNameExtension(otherNames: OtherNames, withX400Address = false): Extension[] {
  if (Object.keys(otherNames).length === 0) return [];
  return [new Extension('2.5.29.17', false, alternativeNames(otherNames, withX400Address ? [x400Address()] : []))];
}

/** Birth date, CPF, NIS, RG and its issuer; what is not known is zeros. */
function personData({ birthDate = '01011980', cpf }: RegisteredPerson): string {
  return `${birthDate}${cpf}${'0'.repeat(11)}${'0'.repeat(15)}`;
}

function escapeName(name: string): string {
  return name.replace(/[,+"\\<>;#=]/g, '\\$&');
}
