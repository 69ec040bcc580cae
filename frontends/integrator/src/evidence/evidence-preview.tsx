import { Button, Dialog } from '@portal/ui';
import { type EvidenceFile, EvidenceViewer, FIRST_VIEW } from '@portal/viewer';
import { useState } from 'react';

interface EvidencePreviewProps {
  readonly file: EvidenceFile;
  readonly onClose: () => void;
}

/** A file as the reviewer will see it, in a dialog. */
export function EvidencePreview({ file, onClose }: EvidencePreviewProps) {
  const [view, setView] = useState(FIRST_VIEW);
  return (
    <Dialog
      open
      size="xlarge"
      title={file.fileName}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          Fechar
        </Button>
      }
    >
      <EvidenceViewer evidence={[file]} view={view} onView={setView} />
    </Dialog>
  );
}
