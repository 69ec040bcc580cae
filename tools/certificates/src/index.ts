export { type Authority, type AuthorityOptions, createIntermediate, createRoot, type Validity } from './authority.ts';
export {
  type IssuedCertificate,
  type IssueOptions,
  issueECnpj,
  issueECpf,
  issuePlain,
  type RegisteredPerson,
} from './issue.ts';
export { type KeyKind, privateKeyPem } from './key.ts';
export { type PfxCipher, type PfxOptions, toPfx } from './pfx.ts';
export { type RevocationServer, startRevocationServer } from './revocation-server.ts';
export { toSignedData } from './signed-data.ts';
export { type StampCertificate, startTimeStampAuthority, type TimeStampAuthority } from './time-stamp-authority.ts';
