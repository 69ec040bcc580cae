import type { Person } from '@portal/service-kit';
import type { EvidenceJson } from '../evidence/evidence-json.ts';
import type { TestService } from './service.ts';

/** A PDF as far as it is looked at; with other text it has other bytes. */
export function pdf(text: string = crypto.randomUUID(), name = 'evidência.pdf'): File {
  return new File(['%PDF-1.7\n', text, '%%EOF'], name, { type: 'application/pdf' });
}

/** What is sent to attach a file. */
export function form(file: File, ...requirements: string[]): FormData {
  const data = new FormData();
  data.append('file', file);
  for (const code of requirements) data.append('requirement', code);
  return data;
}

/** Sends a form to attach evidence, whatever comes of it. */
export function upload(service: TestService, as: Person, requestId: string, body: FormData): Promise<Response> {
  return service.fetch(`/internal/evidence?accessRequest=${requestId}`, { method: 'POST', body, as });
}

/** Attaches a file. */
export async function attach(
  service: TestService,
  as: Person,
  requestId: string,
  file: File,
  requirements: readonly string[] = [],
): Promise<EvidenceJson> {
  const response = await upload(service, as, requestId, form(file, ...requirements));
  if (response.status !== 201) throw new Error(`not attached: ${response.status} ${await response.text()}`);
  return (await response.json()) as EvidenceJson;
}

/** Asks for the bytes of a piece of evidence. */
export function download(service: TestService, as: Person, id: string): Promise<Response> {
  return service.fetch(`/internal/evidence/${id}`, { as });
}
