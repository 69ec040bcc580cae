import { useState } from 'react';
import {
  Button,
  Checkbox,
  CheckboxGroup,
  ErrorSummary,
  FileInput,
  MaskedField,
  masks,
  RadioGroup,
  SearchField,
  Select,
  TextArea,
  TextField,
} from '../src/index.ts';

export function Texts() {
  return (
    <>
      <TextField label="Nome do sistema" />
      <TextField label="Fornecedor" optional help="Quem faz o sistema." hint="Como está no contrato." />
      <TextField label="CNES" defaultValue="12" error="O CNES tem 7 dígitos." action={<Button>Consultar</Button>} />
      <TextField label="Protocolo" value="2026-0000001-4" readOnly />
      <TextField label="Sem permissão" disabled />
    </>
  );
}

export function LongTexts() {
  const [text, setText] = useState('O motivo.');
  return (
    <>
      <TextArea label="Motivo" limit={1000} value={text} onChange={(event) => setText(event.target.value)} />
      <TextArea label="Observação" help="Quem integra lê." error="Escreva a observação." />
    </>
  );
}

export function Dates() {
  const [date, setDate] = useState('');
  return (
    <>
      <TextField label="De" type="date" value={date} onChange={(event) => setDate(event.target.value)} />
      <TextField label="Até" type="date" defaultValue="2026-01-01" error="A data final é anterior à inicial." />
      <p role="status">{date}</p>
    </>
  );
}

export function Masked() {
  const [cpf, setCpf] = useState('');
  return (
    <>
      <MaskedField label="CPF" mask={masks.cpf} value={cpf} onValueChange={setCpf} inputMode="numeric" />
      <p role="status">{cpf}</p>
    </>
  );
}

const STATES = [
  { value: 'SP', label: 'São Paulo' },
  { value: 'BA', label: 'Bahia' },
];

export function Selects() {
  return (
    <>
      <Select label="UF" placeholder="Todas" options={STATES} />
      <Select label="UF do gestor" placeholder="Selecione" options={STATES} error="Escolha a UF." />
      <Select label="UF do sistema" options={STATES} disabled />
    </>
  );
}

export function Search() {
  const [asked, setAsked] = useState('');
  return (
    <>
      <SearchField label="Buscar serviços" landmark onSearch={setAsked} />
      <SearchField label="Buscar na fila" hideLabel defaultValue="Hospital" />
      <p role="status">{asked}</p>
    </>
  );
}

export function Choices() {
  const [kind, setKind] = useState<'A' | 'B'>();
  const [some, setSome] = useState<('A' | 'B')[]>(['A']);
  const options = [
    { value: 'A', label: 'Prontuário', help: 'Guarda o que se registra.' },
    { value: 'B', label: 'Laboratório' },
  ] as const;
  return (
    <>
      <Checkbox label="Li e aceito" />
      <Checkbox label="Declaro" help="É registrado." error="Marque para continuar." />
      <RadioGroup legend="Tipo" options={options} value={kind} onChange={setKind} />
      <RadioGroup
        legend="Outro tipo"
        inline
        options={options}
        value={kind}
        onChange={setKind}
        error="Escolha o tipo."
      />
      <CheckboxGroup legend="Usos" optional options={options} value={some} onChange={setSome} />
      <CheckboxGroup legend="Usos de antes" options={options} value={[]} onChange={setSome} disabled />
    </>
  );
}

export function Files() {
  const [names, setNames] = useState<string[]>([]);
  return (
    <>
      <FileInput
        label="Evidências"
        help="PDF ou PNG, até 10 MB."
        accept=".pdf,.png"
        multiple
        onFiles={(files) => setNames(files.map(({ name }) => name))}
      />
      <p role="status">{names.join(', ')}</p>
      <FileInput label="Certificado" error="O arquivo está vazio." onFiles={() => {}} />
      <FileInput label="Relatório" disabled onFiles={() => {}} />
    </>
  );
}

export function Errors() {
  const [attempt, setAttempt] = useState(0);
  return (
    <>
      <ErrorSummary
        attempt={attempt}
        errors={attempt ? [{ fieldId: 'gestor', text: 'Gestor: informe o nome.' }] : []}
      />
      <TextField id="gestor" label="Gestor" error={attempt ? 'Informe o nome.' : undefined} />
      <Button onClick={() => setAttempt(attempt + 1)}>Avançar</Button>
    </>
  );
}
