import { EVIDENCE_BROKEN_PDF, EVIDENCE_BROKEN_PNG, EVIDENCE_LOCKED_PDF, type EvidenceMediaType } from '@portal/domain';
import { openPdf } from '@portal/viewer';

/** Opens a file as the viewer does, and says what is wrong where it cannot be shown: better now than when it is reviewed. */
export function viewingFault(file: File, type: EvidenceMediaType): Promise<string | undefined> {
  return type === 'application/pdf' ? pdfFault(file) : pngFault(file);
}

async function pngFault(file: File): Promise<string | undefined> {
  try {
    (await createImageBitmap(file)).close();
    return undefined;
  } catch {
    return EVIDENCE_BROKEN_PNG;
  }
}

async function pdfFault(file: File): Promise<string | undefined> {
  const done = new AbortController();
  try {
    const pdf = await openPdf(await file.arrayBuffer(), done.signal);
    await pdf.getPage(1);
    return undefined;
  } catch (error) {
    return error instanceof Error && error.name === 'PasswordException' ? EVIDENCE_LOCKED_PDF : EVIDENCE_BROKEN_PDF;
  } finally {
    done.abort();
  }
}
