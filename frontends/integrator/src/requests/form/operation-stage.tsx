import { isBlank, LIMITS, parseIpRange, SERVICE_KIND_LABELS, wideTogether } from '@portal/domain';
import { CheckboxGroup, Message } from '@portal/ui';
import { missingTokenService } from '../missing-token-service.ts';
import { AskedHere } from './asked-here.tsx';
import { CertificateField } from './certificate-field.tsx';
import { faultAt, fieldId, useForm } from './form-context.ts';
import { FormRows } from './form-rows.tsx';

function noticesOf(row: string): string[] {
  const parsed = isBlank(row) ? null : parseIpRange(row);
  return parsed?.ok ? parsed.value.notices.map((notice) => notice.message) : [];
}

function togetherOf(rows: readonly string[]): string | undefined {
  const ranges = rows.flatMap((row) => {
    const parsed = parseIpRange(row);
    return parsed.ok ? [parsed.value.cidr] : [];
  });
  return wideTogether(ranges)?.message;
}

/** Stage Operação: how the system connects, and to what. */
export function OperationStage() {
  const { store, state, request } = useForm();
  const withoutToken = missingTokenService(request.portfolio, state.values.services);
  const options = request.portfolio.services.map((service) => ({
    value: service.slug,
    label: service.name,
    help: `${SERVICE_KIND_LABELS[service.kind]}. ${service.description}`,
  }));
  return (
    <>
      <CertificateField />
      <FormRows
        name="system.ipRanges"
        legend="IPs de origem"
        help="Endereços públicos de onde o sistema acessa a internet: IPv4 ou IPv6, um por linha. Para uma faixa, use a barra: 200.130.0.0/24."
        rowLabel="IP ou faixa"
        addLabel="Adicionar faixa de IP"
        most={LIMITS.ipRanges.max}
        notices={noticesOf}
        together={togetherOf}
      />
      <AskedHere name="services" />
      <CheckboxGroup
        legend={`Serviços do portfólio ${request.portfolio.name}`}
        help="Marque só os serviços que o sistema vai usar."
        id={fieldId('services')}
        options={options}
        value={state.values.services}
        onChange={(value) => store.choose('services', value)}
        error={faultAt(state, 'services')}
      />
      {withoutToken !== undefined && <Message tone="warning">{withoutToken}</Message>}
    </>
  );
}
