import { fromBER, type OctetString } from 'asn1js';
import { type Certificate, CRLDistributionPoints, type GeneralName, InfoAccess } from 'pkijs';

/** Where an authority says that it tells which certificates it revoked. */
export interface RevocationPlaces {
  ocsp: string[];
  crl: string[];
}

const AUTHORITY_INFO_ACCESS = '1.3.6.1.5.5.7.1.1';
const CRL_DISTRIBUTION_POINTS = '2.5.29.31';
const OCSP = '1.3.6.1.5.5.7.48.1';
const URI = 6;
/** ICP-Brasil names two of each. */
const MOST = 3;

/** Reads the places out of a certificate; those that are not asked over HTTP are left out. */
export function revocationPlaces(certificate: Certificate): RevocationPlaces {
  const access = extension(certificate, AUTHORITY_INFO_ACCESS);
  const points = extension(certificate, CRL_DISTRIBUTION_POINTS);
  const ocsp = access
    ? new InfoAccess({ schema: access }).accessDescriptions.flatMap(({ accessMethod, accessLocation }) =>
        accessMethod === OCSP ? [accessLocation] : [],
      )
    : [];
  const crl = points
    ? new CRLDistributionPoints({ schema: points }).distributionPoints.flatMap(({ distributionPoint }) =>
        Array.isArray(distributionPoint) ? distributionPoint : [],
      )
    : [];
  return { ocsp: urlsIn(ocsp), crl: urlsIn(crl) };
}

function extension({ extensions = [] }: Certificate, id: string) {
  const value: OctetString | undefined = extensions.find(({ extnID }) => extnID === id)?.extnValue;
  if (!value) return undefined;
  const { offset, result } = fromBER(value.valueBlock.valueHexView);
  return offset === -1 ? undefined : result;
}

function urlsIn(names: readonly GeneralName[]): string[] {
  return names
    .flatMap(({ type, value }) => (type === URI && typeof value === 'string' ? [value] : []))
    .filter((url) => /^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    .slice(0, MOST);
}
