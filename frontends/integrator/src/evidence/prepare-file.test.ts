import { EVIDENCE_BROKEN_PDF, EVIDENCE_BROKEN_PNG, EVIDENCE_LOCKED_PDF, EVIDENCE_MAX_BYTES } from '@portal/domain';
import { describe, expect, test } from 'vitest';
import { prepareFile } from './prepare-file.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const ascii = (text: string) => [...new TextEncoder().encode(text)];
/** Of one pixel, as far as it is looked at. */
const PNG = [...SIGNATURE, 0, 0, 0, 13, ...ascii('IHDR'), 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, ...ascii('crc0IEND')];
const JPEG = [0xff, 0xd8, 0xff, 0xe0];

function file(name: string, bytes: readonly number[], size = bytes.length): File {
  return new File([new Uint8Array(bytes), new Uint8Array(size - bytes.length)], name);
}

const noDrawing = {
  drawPng: () => Promise.reject(new Error('must not be drawn')),
  viewingFault: async () => undefined,
};

describe('a file before it is sent', () => {
  test('PDF and PNG go as they are', async () => {
    const png = file('tela.png', PNG);
    expect(await prepareFile(png, noDrawing)).toEqual({ file: png });
    const pdf = new File(['%PDF-1.7 … %%EOF'], 'laudo.pdf');
    expect(await prepareFile(pdf, noDrawing)).toEqual({ file: pdf });
  });

  test('an empty one, one byte too many and a script by the name of a picture are told', async () => {
    expect(await prepareFile(file('nada.pdf', []), noDrawing)).toEqual({ problem: 'O arquivo está vazio.' });
    expect(await prepareFile(file('grande.png', PNG, EVIDENCE_MAX_BYTES + 1), noDrawing)).toEqual({
      problem: 'grande.png tem 10,1 MB. O limite é 10 MB por arquivo.',
    });
    expect(await prepareFile(new File(['<script>'], 'tela.png'), noDrawing)).toEqual({
      problem: 'Envie um PDF ou PNG. No celular, faça uma captura de tela.',
    });
  });

  test('one that is cut off, and one that the viewer does not open, are told before they are sent', async () => {
    expect(await prepareFile(file('tela.png', SIGNATURE), noDrawing)).toEqual({ problem: EVIDENCE_BROKEN_PNG });
    expect(await prepareFile(new File(['%PDF-'], 'laudo.pdf'), noDrawing)).toEqual({ problem: EVIDENCE_BROKEN_PDF });
    const locked = { ...noDrawing, viewingFault: async () => EVIDENCE_LOCKED_PDF };
    const pdf = new File(['%PDF-1.7 … %%EOF'], 'laudo.pdf');
    expect(await prepareFile(pdf, locked)).toEqual({ problem: EVIDENCE_LOCKED_PDF });
  });

  test('a HEIC of a phone is told what to do', async () => {
    const heic = file('IMG_1.heic', [0, 0, 0, 24, ...new TextEncoder().encode('ftypheic')]);
    expect(await prepareFile(heic, noDrawing)).toEqual({
      problem: 'Envie um PDF ou PNG. No celular, faça uma captura de tela.',
    });
  });

  test('a JPEG becomes a PNG, smaller until it fits', async () => {
    const tried: number[] = [];
    const prepared = await prepareFile(file('foto.da.tela.JPG', JPEG), {
      ...noDrawing,
      drawPng: async (_, side) => {
        tried.push(side);
        return new Blob([new Uint8Array(side > 2500 ? EVIDENCE_MAX_BYTES + 1 : 100)]);
      },
    });
    expect(tried).toEqual([4096, 3000, 2200]);
    expect('file' in prepared && prepared.file).toMatchObject({
      name: 'foto.da.tela.png',
      type: 'image/png',
      size: 100,
    });
  });

  test('a JPEG that cannot be read is refused like any other file', async () => {
    expect(await prepareFile(file('foto.jpg', JPEG), noDrawing)).toEqual({
      problem: 'Envie um PDF ou PNG. No celular, faça uma captura de tela.',
    });
  });
});
