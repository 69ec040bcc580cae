import { CertificateKind, maskCpf, maskCpfsIn } from '@portal/domain';
import { RequiresScopes } from '@portal/service-kit';
import { Field, ObjectType } from 'type-graphql';

/** A public certificate and what was read from it; kept as JSON, its dates as ISO 8601 texts. A CPF in it stands whole. */
@RequiresScopes('inherited')
@ObjectType({
  description: 'A public certificate. A CPF inside subject, holder or holderName is masked as in Manager.',
})
export class Certificate {
  /** Names its PEM among those kept beside the request; no field of the API. Not there before it is kept. */
  pemSha256?: string;

  /** When its authority revoked it, as far as that was found; no field of the API. */
  revokedAt?: string;

  @Field(() => String, { description: 'Distinguished name of the holder (RFC 4514).' })
  subject!: string;

  @Field(() => String, { description: 'Distinguished name of who issued it (RFC 4514).' })
  issuer!: string;

  @Field(() => String, { description: 'Serial number, in hexadecimal.' })
  serialNumber!: string;

  @Field(() => Date, { description: 'Valid from.' })
  notBefore!: string;

  @Field(() => Date, { description: 'Valid until.' })
  notAfter!: string;

  @Field(() => String, { description: 'SHA-256 of the certificate, in hexadecimal: its fingerprint.' })
  sha256!: string;

  @Field(() => String, {
    nullable: true,
    description: 'CNPJ or CPF of the holder, by the ICP-Brasil OIDs: held against the establishment or the manager.',
  })
  holder!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the holder.' })
  holderName!: string | null;

  @Field(() => CertificateKind, {
    nullable: true,
    description: 'Null where the certificate does not carry the ICP-Brasil OIDs.',
  })
  kind!: CertificateKind | null;

  @Field(() => Boolean, { description: 'Whether its chain leads to a root of ICP-Brasil that this portal trusts.' })
  chainVerified!: boolean;
}

/** A certificate as it was read just now. */
export interface ReadCertificate extends Certificate {
  /** The certificate itself and the chain that came with it, for programs; no field of the API. */
  pem: string;
}

/** The certificate with every CPF in it masked, for all but its owner and the reviewer who holds the request. */
export function maskCertificate<C extends Certificate>(certificate: C): C {
  const { subject, holder, holderName, kind } = certificate;
  return {
    ...certificate,
    subject: maskCpfsIn(subject),
    holder: holder && kind === CertificateKind.E_CPF ? maskCpf(holder) : holder,
    holderName: holderName && maskCpfsIn(holderName),
  };
}
