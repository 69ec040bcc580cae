import { makeKey, problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach, useForm } from '@portal/console/forms';
import { invalid, valid } from '@portal/domain';
import { Button, CheckboxGroup, Dialog, Message } from '@portal/ui';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { AccountLevelNotice } from './account-level.tsx';
import { formAddress } from './addresses.ts';
import { missingTokenService } from './missing-token-service.ts';
import type { RequestAccessProps } from './request-access.tsx';
import { CreateHomologationRequest } from './request-acts.documents.ts';

const CHOSEN = readEach({
  services: (slugs: readonly string[]) =>
    slugs.length > 0 ? valid([...slugs]) : invalid('Escolha pelo menos um serviço.'),
});

/** Asks which services a system will use, and begins the draft. */
export function ChooseServices({ portfolio, chosen, onClose }: RequestAccessProps & { readonly onClose: () => void }) {
  const [idempotencyKey] = useState(makeKey);
  const [create] = useAct(CreateHomologationRequest);
  const navigate = useNavigate();
  const form = useForm({
    schema: CHOSEN,
    initial: { services: chosen === undefined ? [] : [chosen] },
    send: async ({ services }) => {
      const { data, error } = await create({ input: { portfolio: portfolio.slug, services, idempotencyKey } });
      const made = data?.createHomologationRequest;
      const problems = problemsOf(made, error);
      if (made?.accessRequest && problems.length === 0) void navigate(formAddress(made.accessRequest.id));
      return problems;
    },
  });
  const withoutToken = missingTokenService(portfolio, form.values.services);

  return (
    <Dialog
      open
      size="large"
      title="Quais serviços o sistema vai usar?"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Voltar</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting}>
            Começar solicitação
          </Button>
        </>
      }
    >
      <Form of={form}>
        <AccountLevelNotice />
        <p>
          Não sabe se já tem tudo? <Link to="/posso-pedir">Posso pedir?</Link> responde em três perguntas.
        </p>
        <p>Você pode mudar a escolha depois. Um rascunho é criado, e tudo o que você preencher fica salvo nele.</p>
        <CheckboxGroup
          {...form.choice('services')}
          legend={`Serviços do portfólio ${portfolio.name}`}
          options={portfolio.services.map((service) => ({
            value: service.slug,
            label: service.name,
          }))}
        />
        {withoutToken !== undefined && <Message tone="warning">{withoutToken}</Message>}
      </Form>
    </Dialog>
  );
}
