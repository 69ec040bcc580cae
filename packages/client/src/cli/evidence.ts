import { EVIDENCE_PRIVACY_NOTICE, formatFileSize } from '@portal/domain';
import type { UploadedEvidence } from '../evidence.ts';
import { chooseFile } from './choose-file.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-code.ts';
import { findRequest } from './find-request.ts';
import { ProgressBar } from './progress-bar.ts';

export const evidenceUpload: Command = {
  name: 'evidence upload',
  positionals: ['<protocolo>', '<arquivos…>'],
  summary: 'Envia evidências, PDF ou PNG de até 10 MB cada, para uma solicitação.',
  details: EVIDENCE_PRIVACY_NOTICE,
  examples: ['portal evidence upload 2026-0000124-4 bundle.pdf tela.png --requirement BUNDLE'],
  options: {
    requirement: {
      type: 'string',
      multiple: true,
      value: 'código',
      help: 'requisito que os arquivos comprovam; pode repetir',
    },
  },
  async run({ terminal, session, positionals: [protocol, ...paths], options }) {
    // All are looked at before the first is sent.
    const chosen = await Promise.all(paths.map(chooseFile));
    const { portal } = await session();
    const { id } = await findRequest(portal, protocol);
    const uploaded: UploadedEvidence[] = [];
    for (const { file, fileName } of chosen) {
      using bar = new ProgressBar(terminal, fileName, file.size);
      uploaded.push(
        await portal.uploadEvidence({
          accessRequest: id,
          file,
          fileName,
          requirements: options('requirement'),
          onProgress: bar.show,
        }),
      );
    }
    terminal.result(uploaded, () =>
      uploaded
        .map(({ fileName, size }) => `${terminal.paint('green', 'Enviado')}: ${fileName} (${formatFileSize(size)})`)
        .join('\n'),
    );
    return EXIT.OK;
  },
};
