import type { Person } from './person.ts';

/** A request as somebody reads it. */
export async function read<Seen>(person: Person, { id }: { id: string }, selection: string): Promise<Seen> {
  const data = await person.get<{ accessRequest: Seen }>(
    `query ($id: ID!) { accessRequest(id: $id) { ${selection} } }`,
    { id },
  );
  return data.accessRequest;
}

/** Everything that a draft holds. */
export function contentOf(person: Person, id: string): Promise<Record<string, unknown>> {
  return read(
    person,
    { id },
    `version state origin services { slug } acceptedTermsAt
     establishment { cnes cnpj name uf municipality verified } childEstablishments { cnes }
     manager { name cpf email phone } certificate { sha256 }
     system { name description vendor database webApplication ipRanges monthlyVolume integratesWith }
     warnings { code path } history { action }`,
  );
}
