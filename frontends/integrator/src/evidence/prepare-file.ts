import {
  checkEvidenceFile,
  EVIDENCE_EMPTY,
  EVIDENCE_MAX_BYTES,
  EVIDENCE_SNIFF_BYTES,
  EVIDENCE_WRONG_TYPE,
  type EvidenceMediaType,
  evidenceTooLargeMessage,
} from '@portal/domain';
import type { Prepared } from './upload-queue.ts';

/** Draws a picture as a PNG, no side longer than told; rejects when it is none. */
export type DrawPng = (picture: File, longestSide: number) => Promise<Blob>;

/** Opens a file as the one who reviews will, and says what is wrong where it cannot be shown. */
export type ViewingFault = (file: File, type: EvidenceMediaType) => Promise<string | undefined>;

interface Tools {
  drawPng: DrawPng;
  viewingFault: ViewingFault;
}

/** A phone's photograph is larger as PNG than as JPEG: sides to try, until it is within the limit. */
const SIDES = [4096, 3000, 2200, 1600, 1200];

function isJpeg(firstBytes: Uint8Array): boolean {
  return firstBytes[0] === 0xff && firstBytes[1] === 0xd8 && firstBytes[2] === 0xff;
}

/** A name that does not lie about what the file has become. */
function pngName(name: string): string {
  return `${name.replace(/\.[^.]*$/, '')}.png`;
}

async function firstBytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(0, EVIDENCE_SNIFF_BYTES).arrayBuffer());
}

/** Looks at a file before it is sent as the viewer will, and turns a phone's JPEG into a PNG. */
export async function prepareFile(file: File, { drawPng, viewingFault }: Tools): Promise<Prepared> {
  try {
    if (file.size === 0) return { problem: EVIDENCE_EMPTY };
    const firstBytes = await firstBytesOf(file);
    if (isJpeg(firstBytes)) return await toPng(file, drawPng);
    const checked = await checkEvidenceFile(file.name, file);
    if (!checked.ok) return { problem: checked.message };
    const fault = await viewingFault(file, checked.value);
    return fault === undefined ? { file } : { problem: fault };
  } catch {
    // Gone, or locked by another program.
    return { problem: 'Não foi possível ler o arquivo.' };
  }
}

async function toPng(file: File, drawPng: DrawPng): Promise<Prepared> {
  try {
    let size = 0;
    for (const side of SIDES) {
      const png = await drawPng(file, side);
      size = png.size;
      if (size <= EVIDENCE_MAX_BYTES) return { file: new File([png], pngName(file.name), { type: 'image/png' }) };
    }
    return { problem: evidenceTooLargeMessage(file.name, size) };
  } catch {
    return { problem: EVIDENCE_WRONG_TYPE };
  }
}

/** Draws by the browser's canvas. What the camera wrote beside the picture (place, device) is left behind. */
export async function drawPngOnCanvas(picture: File, longestSide: number): Promise<Blob> {
  const bitmap = await createImageBitmap(picture);
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no PNG')) : resolve(blob)), 'image/png');
  });
}
