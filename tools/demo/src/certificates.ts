import { type Authority, createRoot, issueECnpj, issueECpf } from '@portal/certificates';
import { cnpjCheckDigits } from '@portal/domain';
import { PLACES } from './places.ts';
import type { Story } from './stories.ts';

/** Gives the certificate of a story as PEM, the same for the same holder; null where the story has none. */
export type CertificateSource = (story: Story) => Promise<string | null>;

const OTHER_BASE = '524001700001';
const OTHER_COMPANY = {
  cnpj: OTHER_BASE + cnpjCheckDigits(OTHER_BASE),
  companyName: 'Comércio de Informática Exemplo',
};

/** Test certificates by one test authority, made when they are first asked for. */
export async function createCertificates(): Promise<CertificateSource> {
  const authority = await createRoot({ key: 'EC-256' });
  const made = new Map<string, Promise<string>>();
  return async (story) => {
    if (!story.certificate) return null;
    const key = `${story.certificate} ${story.place} ${story.homologation.words === 'otherHolder'}`;
    const pem = made.get(key) ?? issue(story, authority);
    made.set(key, pem);
    return pem;
  };
}

async function issue({ place: index, certificate, homologation }: Story, authority: Authority): Promise<string> {
  const place = PLACES[index];
  if (!place) throw new Error(`No place ${index}`);
  const options = { authority, key: 'RSA-2048' } as const;
  const { name, cpf } = place.manager;
  if (certificate === 'e-CPF') return (await issueECpf({ ...options, name, cpf })).pem;
  const company = homologation.words === 'otherHolder' ? OTHER_COMPANY : { cnpj: place.cnpj, companyName: place.name };
  return (await issueECnpj({ ...options, ...company, responsible: { name, cpf } })).pem;
}
