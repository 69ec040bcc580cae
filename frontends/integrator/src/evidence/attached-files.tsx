import { actMessage, useAct } from '@portal/console/acts';
import { formatFileSize, requirementWords } from '@portal/domain';
import { Button, Card, CheckboxGroup, ConfirmDialog, Message, StateTag, useNotify } from '@portal/ui';
import { useState } from 'react';
import type { RequestDetailFragment } from '../gql/graphql.ts';
import { type AskedChange, changesAtEvidence } from '../requests/asked-changes.ts';
import type { SubmitProblem } from '../requests/submit-request.ts';
import { LabelEvidence, RemoveEvidence } from './evidence.documents.ts';
import { EvidencePreview } from './evidence-preview.tsx';
import { fileAnchor, problemsAtFile } from './submit-evidence.tsx';

type File = RequestDetailFragment['evidence'][number];

interface AttachedFilesProps {
  readonly request: RequestDetailFragment;
  readonly asked: readonly AskedChange[];
  /** What kept the request from being sent. */
  readonly problems: readonly SubmitProblem[];
}

/** The files that the request holds: to look at, to label, to take back. */
export function AttachedFiles({ request, asked, problems }: AttachedFilesProps) {
  const [shown, setShown] = useState<File | null>(null);
  const [removing, setRemoving] = useState<File | null>(null);
  if (request.evidence.length === 0) return <p>Nenhum arquivo anexado ainda.</p>;
  return (
    <>
      <ul className="attached-files">
        {request.evidence.map((file) => (
          <li key={file.id} id={fileAnchor(file.id)} tabIndex={-1}>
            <Card
              level={3}
              title={<span className="file-name">{file.fileName}</span>}
              aside={<StateTag state={file.scan} />}
              footer={
                <>
                  {file.downloadUrl && (
                    <Button size="small" icon="view" onClick={() => setShown(file)}>
                      Visualizar<span className="visually-hidden"> {file.fileName}</span>
                    </Button>
                  )}
                  {request.allowedActions.includes('REMOVE_EVIDENCE') && (
                    <Button size="small" icon="remove" danger onClick={() => setRemoving(file)}>
                      Remover<span className="visually-hidden"> {file.fileName}</span>
                    </Button>
                  )}
                </>
              }
            >
              <p>{formatFileSize(file.size)}</p>
              <ScanNotice scan={file.scan} />
              {problemsAtFile(problems, file.id).map(({ message }) => (
                <Message key={message} tone="danger" role="none">
                  <p>{message}</p>
                </Message>
              ))}
              {changesAtEvidence(asked, file.id).map((change) => (
                <Message key={change.message} tone="warning" role="none" title={`Ajuste solicitado: ${change.label}`}>
                  <p>{change.message}</p>
                </Message>
              ))}
              {request.allowedActions.includes('ATTACH_EVIDENCE') ? (
                <Labels request={request} file={file} />
              ) : (
                <p>{provenBy(request, file)}</p>
              )}
            </Card>
          </li>
        ))}
      </ul>
      {shown !== null && <EvidencePreview file={shown} onClose={() => setShown(null)} />}
      {removing !== null && <Removal file={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}

function ScanNotice({ scan }: Pick<File, 'scan'>) {
  if (scan === 'PENDING') {
    return <p>O antivírus está verificando este arquivo. A solicitação pode ser enviada quando ele terminar.</p>;
  }
  if (scan === 'INFECTED') {
    return (
      <Message tone="danger" role="none">
        <p>
          O antivírus recusou este arquivo, que já foi apagado; o histórico diz o que foi encontrado. Remova-o daqui,
          passe o antivírus no computador de onde ele veio e anexe outro.
        </p>
      </Message>
    );
  }
  return null;
}

/** What the file was said to prove, once it is not to be changed. */
function provenBy({ checklist }: RequestDetailFragment, file: File): string {
  const codes = new Set(file.requirements.map((requirement) => requirement.code));
  const proven = checklist.filter(({ requirement }) => codes.has(requirement.code));
  if (proven.length === 0) return 'Sem indicação do que comprova.';
  return `Comprova: ${proven.map(requirementWords).join(' ')}`;
}

/** Which requirements the file proves, kept as they are ticked. */
function Labels({ request, file }: { readonly request: RequestDetailFragment; readonly file: File }) {
  const held = file.requirements.map((requirement) => requirement.code);
  const [ticked, setTicked] = useState<readonly string[] | null>(null);
  const [problem, setProblem] = useState<string>();
  const [label] = useAct(LabelEvidence);
  if (request.checklist.length === 0) return null;

  async function change(codes: string[]): Promise<void> {
    setTicked(codes);
    setProblem(undefined);
    const { data } = await label({ id: file.id, requirements: codes });
    const refused = data === undefined || data.labelEvidence.problems.length > 0;
    if (refused)
      setProblem(data?.labelEvidence.problems[0]?.message ?? 'Não foi possível salvar agora. Tente de novo.');
    // From here on what the Portal holds is what is shown, unless something else was ticked meanwhile.
    setTicked((now) => (now === codes ? null : now));
  }

  return (
    <CheckboxGroup
      legend={`O que ${file.fileName} comprova?`}
      options={request.checklist.map((item) => ({ value: item.requirement.code, label: requirementWords(item) }))}
      value={ticked ?? held}
      onChange={(codes) => void change(codes)}
      error={problem}
    />
  );
}

function Removal({ file, onClose }: { readonly file: File; readonly onClose: () => void }) {
  const [remove, removing] = useAct(RemoveEvidence);
  const [problem, setProblem] = useState<string>();
  const { notify } = useNotify();

  async function confirm(): Promise<void> {
    const { data, error } = await remove({ id: file.id });
    const problems = data?.removeEvidence.problems;
    if (problems?.length === 0) {
      notify({ about: file.id, tone: 'success', text: `${file.fileName} foi removido.` });
      onClose();
      return;
    }
    setProblem(actMessage(problems, error));
  }

  return (
    <ConfirmDialog
      open
      danger
      title={`Remover ${file.fileName}?`}
      confirmLabel="Remover"
      busy={removing}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>O arquivo é apagado. O nome dele continua no histórico da solicitação.</p>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </ConfirmDialog>
  );
}
