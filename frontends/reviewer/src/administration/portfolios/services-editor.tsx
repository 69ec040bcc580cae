import { ENVIRONMENT_LABELS, type Environment, SERVICE_KIND_LABELS, ServiceKind } from '@portal/domain';
import type { ServiceContentInput } from '@portal/schema/types';
import { Button, Select, TextArea, TextField } from '@portal/ui';
import { type FieldPaths, moved, withChanged, without } from '../items/editor.ts';
import { ItemButtons } from '../items/item-buttons.tsx';
import { ItemDisclosure } from '../items/item-disclosure.tsx';
import { useItemList } from '../items/use-item-list.ts';

interface ServicesEditorProps extends FieldPaths {
  environments: readonly Environment[];
  services: readonly ServiceContentInput[];
  onChange: (services: ServiceContentInput[]) => void;
}

const KINDS = Object.values(ServiceKind).map((kind) => ({ value: kind, label: SERVICE_KIND_LABELS[kind] }));
const NONE: ServiceContentInput = { slug: '', name: '', description: '', kind: 'API', endpoints: [] };

/** What a portfolio offers, in the order of its page. */
export function ServicesEditor({ services, onChange, ...props }: ServicesEditorProps) {
  const items = useItemList(services.length);
  const move = (place: number, to: number) => {
    if (services[to] === undefined) return undefined;
    return () => {
      items.move(place, to);
      onChange(moved(services, place, to));
    };
  };
  return (
    <>
      <ol className="content-items" ref={items.list}>
        {services.map((service, place) => (
          <li key={items.keys[place]}>
            <ItemDisclosure
              summary={service.name === '' ? `Serviço novo, o ${place + 1}º` : service.name}
              needed={service.name === '' || props.errorAt(`services.${place}`) !== undefined}
            >
              <ServiceFields
                {...props}
                service={service}
                path={`services.${place}`}
                onChange={(change) => onChange(withChanged(services, place, change))}
              />
              <ItemButtons
                name={service.name}
                onUp={move(place, place - 1)}
                onDown={move(place, place + 1)}
                onRemove={() => {
                  items.remove(place);
                  onChange(without(services, place));
                }}
              />
            </ItemDisclosure>
          </li>
        ))}
      </ol>
      <Button icon="add" size="small" onClick={() => onChange([...services, NONE])}>
        Acrescentar serviço
      </Button>
    </>
  );
}

interface ServiceFieldsProps extends Omit<ServicesEditorProps, 'services' | 'onChange'> {
  service: ServiceContentInput;
  path: string;
  onChange: (change: Partial<ServiceContentInput>) => void;
}

function ServiceFields({ service, path, environments, idOf, errorAt, onChange }: ServiceFieldsProps) {
  const text = (field: 'slug' | 'name' | 'description' | 'standard' | 'authentication') => ({
    id: idOf(`${path}.${field}`),
    value: service[field] ?? '',
    error: errorAt(`${path}.${field}`),
    onChange: ({ target }: { target: { value: string } }) => onChange({ [field]: target.value }),
  });
  return (
    <>
      <TextField {...text('name')} label="Nome do serviço" />
      <TextField
        {...text('slug')}
        label="Identificador"
        help="Minúsculas sem acento, números e hífens. Trocar o identificador é retirar este serviço e criar outro."
      />
      <TextArea {...text('description')} label="Descrição" rows={3} />
      <Select
        id={idOf(`${path}.kind`)}
        label="Tipo"
        options={KINDS}
        value={service.kind}
        onChange={({ target }) => onChange({ kind: target.value as ServiceKind })}
      />
      <TextField {...text('standard')} label="Padrão" optional help="Por exemplo, FHIR R4 ou SOAP 1.2." />
      <TextField {...text('authentication')} label="Autenticação" optional />
      {environments.map((environment) => (
        <EndpointFields key={environment} {...{ environment, service, path, idOf, errorAt, onChange }} />
      ))}
    </>
  );
}

interface EndpointFieldsProps extends FieldPaths {
  environment: Environment;
  service: ServiceContentInput;
  path: string;
  onChange: (change: Partial<ServiceContentInput>) => void;
}

/** An endpoint is there while it has an address. */
function EndpointFields({ environment, service, path, idOf, errorAt, onChange }: EndpointFieldsProps) {
  const { endpoints } = service;
  const found = endpoints.findIndex((one) => one.environment === environment);
  const place = found < 0 ? endpoints.length : found;
  const endpoint = endpoints[place] ?? { environment, url: '', tokenUrl: null };
  function change(to: Partial<typeof endpoint>): void {
    const next = { ...endpoint, ...to };
    const isEmpty = next.url === '' && !next.tokenUrl;
    onChange({ endpoints: isEmpty ? without(endpoints, place) : endpoints.toSpliced(place, 1, next) });
  }
  const where = ENVIRONMENT_LABELS[environment].toLowerCase();
  return (
    <>
      <TextField
        id={idOf(`${path}.endpoints.${place}.url`)}
        label={`Endereço em ${where}`}
        optional
        help="{uf} no endereço faz um para cada estado."
        inputMode="url"
        value={endpoint.url}
        error={errorAt(`${path}.endpoints.${place}.url`)}
        onChange={({ target }) => change({ url: target.value })}
      />
      <TextField
        id={idOf(`${path}.endpoints.${place}.tokenUrl`)}
        label={`Onde obter o token em ${where}`}
        optional
        inputMode="url"
        value={endpoint.tokenUrl ?? ''}
        error={errorAt(`${path}.endpoints.${place}.tokenUrl`)}
        onChange={({ target }) => change({ tokenUrl: target.value })}
      />
    </>
  );
}
