import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import {
  Breadcrumb,
  Button,
  Checkbox,
  DataTable,
  DescriptionList,
  Dialog,
  FileInput,
  Icon,
  LinkButton,
  LoadMore,
  Message,
  Notices,
  NoticesProvider,
  PageTitle,
  RadioGroup,
  SkipLinks,
  StateTag,
  Steps,
  Tabs,
  TextField,
} from './index.ts';

const markup = (node: ReactNode) => renderToStaticMarkup(<MemoryRouter>{node}</MemoryRouter>);
const attribute = (html: string, name: string) => html.match(new RegExp(`${name}="([^"]*)"`))?.[1] ?? '';

describe('fields', () => {
  it('tie label, help, error and hint to the control', () => {
    const html = markup(<TextField label="CNES" help="Sete dígitos." error="Não existe." hint="Está no alvará." />);
    const described = attribute(html, 'aria-describedby').split(' ');
    expect(described).toHaveLength(3);
    for (const id of described) expect(html).toContain(`id="${id}"`);
    expect(html).toContain(`<label for="${attribute(html, '<input[^>]* id')}"`);
    expect(html).toContain('aria-invalid="true"');
  });

  it('have ids of their own, twice in a page', () => {
    const html = markup(
      <>
        <TextField label="Nome" />
        <TextField label="Nome" />
      </>,
    );
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('say that they are optional in words', () => {
    expect(markup(<TextField label="Fornecedor" optional />)).toContain('(opcional)');
  });

  it('keep native choices that a keyboard reaches', () => {
    const radio = markup(
      <RadioGroup legend="Origem" options={[{ value: 'a', label: 'A' }]} value="a" onChange={() => {}} />,
    );
    expect(radio).toContain('<legend>');
    expect(radio).toContain('checked=""');
    expect(markup(<Checkbox label="Declaro" />)).toMatch(/<input[^>]*type="checkbox"/);
  });

  it('let files be chosen by keyboard: the input is there, only not shown', () => {
    const html = markup(<FileInput label="Evidências" multiple onFiles={() => {}} />);
    expect(html).toMatch(/<input[^>]*type="file"[^>]*class="visually-hidden"/);
    expect(html).toContain('Escolher arquivos');
  });
});

describe('buttons', () => {
  it('submit nothing unless told to', () => {
    expect(markup(<Button>Avançar</Button>)).toContain('type="button"');
    expect(markup(<Button type="submit">Enviar</Button>)).toContain('type="submit"');
  });

  it('stay focusable while busy', () => {
    const html = markup(<Button busy>Enviar</Button>);
    expect(html).toContain('aria-busy="true"');
    expect(html).toContain('aria-disabled="true"');
    expect(html).not.toContain(' disabled=');
  });

  it('are links where they go somewhere', () => {
    expect(markup(<LinkButton to="/solicitacoes">Ver</LinkButton>)).toMatch(/<a [^>]*href="\/solicitacoes"/);
  });
});

describe('what shows things', () => {
  it('a state is a word and an icon, never colour alone', () => {
    const html = markup(<StateTag state="CHANGES_REQUESTED" />);
    expect(html).toContain('Ajustes solicitados');
    expect(html).toContain('<svg');
  });

  it('an icon is decoration unless it has a label', () => {
    expect(markup(<Icon name="check" />)).toContain('aria-hidden="true"');
    expect(markup(<Icon name="check" label="Feito" />)).toContain('role="img"');
  });

  it('an error interrupts, the rest waits its turn, what stood there from the start says nothing', () => {
    expect(markup(<Message tone="danger">x</Message>)).toContain('role="alert"');
    expect(markup(<Message tone="success">x</Message>)).toContain('role="status"');
    expect(markup(<Message tone="info" role="none" />)).not.toMatch(/<div[^>]*role=/);
  });

  it('a table keeps its meaning as cards', () => {
    const columns = [
      { id: 'p', header: 'Protocolo', rowHeader: true, cell: (row: string) => row },
      { id: 's', header: 'Situação', cell: () => 'Enviada' },
    ];
    const html = markup(<DataTable caption="Solicitações" columns={columns} rows={['1']} rowKey={(row) => row} />);
    expect(html).toContain('role="rowheader"');
    expect(html).toContain('data-label="Situação"');
    expect(html).toContain('<caption');
  });

  it('an empty value says so', () => {
    expect(markup(<DescriptionList items={[{ term: 'E-mail', value: null }]} />)).toContain('Não informado');
  });

  it('a closed dialog holds nothing', () => {
    const closed = markup(
      <Dialog open={false} title="Segredo" onClose={() => {}}>
        texto
      </Dialog>,
    );
    expect(closed).not.toContain('texto');
  });

  it('notices have their place, and a status region before the first of them', () => {
    const html = markup(
      <NoticesProvider>
        <Notices />
      </NoticesProvider>,
    );
    expect(html).toContain('aria-label="Avisos"');
    expect(html).toContain('role="status"');
  });
});

describe('ways through a page', () => {
  it('steps are an ordered list with the current one marked', () => {
    const html = markup(<Steps label="Etapas" current={1} steps={[{ label: 'Responsável' }, { label: 'Sistema' }]} />);
    expect(html).toContain('<ol');
    expect(html.match(/aria-current="step"/g)).toHaveLength(1);
  });

  it('only the selected tab is in the tab order', () => {
    const html = markup(
      <Tabs
        label="Credenciais"
        selected="b"
        onSelect={() => {}}
        tabs={[
          { id: 'a', label: 'Homologação', count: 1000 },
          { id: 'b', label: 'Produção', count: 1001 },
        ]}
      >
        painel
      </Tabs>,
    );
    expect(html).toMatch(/aria-selected="true"[^>]*tabindex="0"/);
    expect(html).toMatch(/aria-selected="false"[^>]*tabindex="-1"/);
    expect(html).toContain('</span>1.000<');
    expect(html).toContain('mais de 1.000');
    expect(attribute(html, 'aria-controls')).toBe(attribute(html, 'role="tabpanel" id'));
  });

  it('a page has one heading that can take focus', () => {
    expect(markup(<PageTitle>Solicitações</PageTitle>)).toContain('<h1 tabindex="-1">');
  });

  it('the page itself is no link in the breadcrumb', () => {
    const html = markup(<Breadcrumb crumbs={[{ label: 'Solicitações', to: '/solicitacoes' }, { label: 'Nova' }]} />);
    expect(html).toContain('<span aria-current="page">Nova</span>');
  });

  it('shortcuts have the access keys that eMAG asks for', () => {
    const html = markup(<SkipLinks links={[{ label: 'Ir para o conteúdo', target: 'conteudo', accessKey: '1' }]} />);
    expect(html).toContain('accessKey="1"');
  });
});

describe('the foot of a list', () => {
  const foot = (shown: number, total: number, hasMore: boolean) =>
    renderToStaticMarkup(<LoadMore {...{ shown, total, hasMore }} what="solicitações" onLoadMore={() => {}} />);

  it.each([
    [20, 37, true, '20 de 37 solicitações'],
    [20, 1_000, true, '20 de 1.000 solicitações'],
    [20, 1_001, true, '20 de mais de 1.000 solicitações'],
    [1_040, 1_001, true, '1.040 de mais de 1.040 solicitações'],
    [1_043, 1_001, false, '1.043 de 1.043 solicitações'],
  ])('says of %i shown and a count of %i, with more: %s', (shown, total, hasMore, words) => {
    expect(foot(shown, total, hasMore)).toContain(words);
  });
});
