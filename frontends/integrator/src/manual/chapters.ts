import type { Chapter } from './chapter.ts';

/** The manual, in the order in which one comes to need it. */
export const CHAPTERS: readonly Chapter[] = [
  {
    slug: 'antes-de-comecar',
    title: 'Antes de começar',
    summary: 'O que ter em mãos antes de pedir acesso, e quem pode pedir.',
    parts: [
      {
        id: 'o-que-ter',
        title: 'O que ter em mãos',
        paragraphs: [
          'Para preencher, basta uma conta gov.br. Para enviar, a conta precisa ser prata ou ouro: o rascunho fica salvo enquanto você aumenta o nível.',
          'Tenha o CNES ou o CNPJ do estabelecimento, os dados do gestor responsável (nome, CPF, e-mail e telefone), o certificado digital, onde ele é exigido, e os IPs públicos de saída do sistema.',
        ],
        links: [{ label: 'Responder às três perguntas de “Posso pedir?”', to: '/posso-pedir' }],
      },
      {
        id: 'quem-pede',
        title: 'Quem pode pedir',
        paragraphs: [
          'Quem trabalha pela integração do estabelecimento: a equipe de TI, a empresa do software ou o próprio gestor. O pedido fica com a equipe do estabelecimento, e não só com quem o criou.',
        ],
        links: [{ label: 'Como funcionam as equipes', to: '/manual/equipe' }],
      },
    ],
  },
  {
    slug: 'portfolio',
    title: 'Passo 1: escolha do portfólio',
    summary: 'Como achar o serviço que você quer integrar e o portfólio a que ele pertence.',
    parts: [
      {
        id: 'escolher',
        title: 'Escolher o portfólio',
        paragraphs: [
          'Um portfólio reúne os serviços de um sistema do Ministério da Saúde. O da RNDS tem os documentos clínicos, como resultado de exame e vacinação.',
          'Cada portfólio diz se exige credencial, em que ambientes funciona e se pede certificado digital. Alguns são abertos e não precisam de solicitação.',
        ],
        steps: [
          'No menu, abra Portfólios e escolha um.',
          'Leia o que é preciso e quem pode pedir.',
          'Marque os serviços que o seu sistema vai usar. Para enviar documentos à RNDS, marque também o serviço de token de acesso.',
        ],
        links: [
          { label: 'Ver os portfólios', to: '/portfolios' },
          { label: 'Buscar serviços', to: '/servicos' },
        ],
      },
    ],
  },
  {
    slug: 'homologacao',
    title: 'Passo 2: integração para homologação',
    summary: 'Como preencher as quatro etapas do formulário e enviar.',
    parts: [
      {
        id: 'etapas',
        title: 'As quatro etapas do formulário',
        paragraphs: [
          'O formulário salva sozinho, campo a campo. Você pode parar e continuar depois, em outro aparelho também.',
        ],
        steps: [
          'Responsável: quem solicita, o estabelecimento, o gestor e o certificado digital. “Consultar” preenche nome, UF e município pelo CNES.',
          'Sistema: nome, descrição e como o sistema é usado.',
          'Operação: IPs públicos de saída e serviços. Um endereço de rede interna não é aceito: pergunte à sua rede qual é o IP de saída.',
          'Finalização: confira tudo, aceite os termos e envie. O que falta aparece de uma vez, com um link para cada campo.',
        ],
        links: [{ label: 'Ver as suas solicitações', to: '/solicitacoes' }],
      },
      {
        id: 'para-que-serve',
        title: 'Para que serve a homologação',
        paragraphs: [
          'É o ambiente de testes: nele você valida o que o sistema envia, o que recebe e as respostas a erros, antes de qualquer contato com dados reais.',
        ],
      },
    ],
  },
  {
    slug: 'certificado',
    title: 'Certificado digital',
    summary: 'Qual certificado serve, como enviá-lo com segurança e como trocá-lo.',
    parts: [
      {
        id: 'qual',
        title: 'Qual certificado serve',
        paragraphs: [
          'Um certificado ICP-Brasil dentro da validade, e-CNPJ ou e-CPF, do tipo A1 ou A3. O e-CNPJ deve ter o CNPJ do estabelecimento, ou a mesma raiz. O e-CPF precisa ser do gestor responsável.',
          'Um certificado vencido ou revogado pela autoridade certificadora não é aceito. Se o de uma credencial for revogado, ela fica suspensa até que você o troque e reative a credencial.',
        ],
      },
      {
        id: 'enviar',
        title: 'Enviar o arquivo',
        paragraphs: [
          'Escolha o arquivo (PFX, P12, PEM, CER ou P7B). Um PFX é aberto no seu navegador, com a senha que você digita: só o certificado público sai do seu computador. A chave privada e a senha nunca são enviadas.',
        ],
      },
      {
        id: 'trocar',
        title: 'Trocar o certificado',
        paragraphs: [
          'Enquanto a credencial está ativa, “Trocar certificado” aceita outro do mesmo titular, na hora. O anterior pode continuar valendo por até 30 dias, para você trocar os servidores com calma. Outro titular é uma alteração, que passa por análise.',
        ],
        links: [{ label: 'Gerenciar Credenciais', to: '/credenciais' }],
      },
    ],
  },
  {
    slug: 'acompanhar',
    title: 'Passos 3 e 5: acompanhar a análise',
    summary: 'Onde ver a situação de um pedido, o que cada uma quer dizer e o que fazer.',
    parts: [
      {
        id: 'situacoes',
        title: 'O que cada situação quer dizer',
        paragraphs: [
          'Rascunho: ainda não foi enviada. Enviada: espera uma pessoa da análise. Em análise: alguém está lendo. Ajustes solicitados: é a sua vez. Aprovada: a credencial está pronta. Não aprovada: o motivo está na página, e você pode continuar com uma nova, já preenchida.',
          'A página da solicitação diz até quando a resposta normalmente chega, pelo prazo que valia quando você enviou; a página de cada portfólio diz o prazo de agora. A página muda sozinha: não é preciso recarregar.',
          'O pedido de produção aparece também em Gerenciar Credenciais, na aba Em análise para produção.',
        ],
        links: [
          { label: 'Solicitações', to: '/solicitacoes' },
          { label: 'Em análise para produção', to: '/credenciais?aba=em-analise' },
        ],
      },
      {
        id: 'ajustes',
        title: 'Quando pedem ajustes',
        paragraphs: [
          'Cada ajuste aparece junto do campo ou do arquivo de que trata. Corrija e envie de novo: o protocolo continua o mesmo, e o prazo recomeça.',
        ],
      },
    ],
  },
  {
    slug: 'mensagens',
    title: 'Mensagens e avisos',
    summary: 'Como falar com a equipe de análise e escolher o que chega por e-mail.',
    parts: [
      {
        id: 'mensagens',
        title: 'Mensagens',
        paragraphs: [
          'Em cada solicitação há uma conversa entre a sua equipe e a análise, do primeiro envio até 30 dias depois da decisão. Você pode anexar PDF ou PNG. Não escreva nem anexe dados de pacientes.',
        ],
      },
      {
        id: 'avisos',
        title: 'Avisos',
        paragraphs: [
          'O sino no alto da página guarda o que aconteceu. O que também chega por e-mail você escolhe na página de avisos.',
        ],
        links: [{ label: 'Avisos', to: '/avisos' }],
      },
    ],
  },
  {
    slug: 'testes',
    title: 'Testes em homologação',
    summary: 'Como fazer a primeira chamada, seguir um roteiro e emitir o relatório de conformidade.',
    parts: [
      {
        id: 'primeira-chamada',
        title: 'A primeira chamada',
        paragraphs: [
          'A página de cada credencial de homologação traz os endereços, o identificador do solicitante e comandos prontos. O token é pedido com o certificado da credencial na conexão (TLS mútuo).',
          'Sem certificado à mão? Emita um certificado de teste na página de testes da credencial.',
        ],
        links: [{ label: 'Abrir uma credencial de homologação', to: '/credenciais?aba=homologacao' }],
      },
      {
        id: 'roteiros',
        title: 'Roteiros',
        paragraphs: [
          'O ambiente de homologação julga cada chamada e marca os passos do roteiro enquanto o seu sistema chama. Cumpridos os passos, emita o relatório de conformidade: ele serve de evidência.',
        ],
        links: [
          { label: 'Ver os roteiros', to: '/roteiros' },
          { label: 'Validar um documento', to: '/validar-documento' },
        ],
      },
    ],
  },
  {
    slug: 'evidencias',
    title: 'Passo 4: evidências e pedido de produção',
    summary: 'O que anexar, como preparar os arquivos e como pedir acesso à produção.',
    parts: [
      {
        id: 'anexar',
        title: 'Anexar evidências',
        paragraphs: [
          'São PDF ou PNG de até 10 MB cada, no máximo 20 por solicitação. Diga o que cada arquivo comprova: a análise é feita requisito por requisito.',
          'Cubra nome, CPF e CNS de pacientes antes de anexar. Um arquivo com dados reais é apagado, e a solicitação volta para ajustes.',
        ],
        steps: [
          'Na credencial de homologação, use “Solicitar acesso ao ambiente de produção”. Os dados já vêm preenchidos.',
          'Anexe os arquivos, ou o relatório de conformidade.',
          'Marque o que cada um comprova e envie para análise.',
        ],
        links: [{ label: 'Credenciais de homologação', to: '/credenciais?aba=homologacao' }],
      },
      {
        id: 'verificacao',
        title: 'Arquivo em verificação ou recusado',
        paragraphs: [
          'Onde o Portal usa antivírus, cada arquivo é verificado ao chegar. Enquanto a verificação não termina, a solicitação não pode ser enviada: espere um instante e envie de novo.',
          'Um arquivo recusado já foi apagado. Remova-o da lista, passe o antivírus no computador de onde ele veio e anexe outro.',
        ],
      },
    ],
  },
  {
    slug: 'depois-da-aprovacao',
    title: 'Passo 6: depois da aprovação',
    summary: 'Como usar, cuidar e renovar a credencial de produção.',
    parts: [
      {
        id: 'usar',
        title: 'Usar a credencial',
        paragraphs: [
          'A página da credencial traz os endereços da sua UF e o identificador do solicitante, que vai em cada documento enviado. O segredo aparece uma vez só: guarde-o num cofre de senhas. Se o perder, gere outro.',
        ],
        links: [{ label: 'Credenciais de produção', to: '/credenciais?aba=producao' }],
      },
      {
        id: 'vencimento',
        title: 'Vencimento e renovação',
        paragraphs: [
          'A credencial vale até o fim do certificado, ou por um ano quando não há certificado. Você é avisado 30, 7 e 1 dia antes. Trocar o certificado por um novo, do mesmo titular, renova a credencial.',
        ],
      },
      {
        id: 'mudancas',
        title: 'Alterar, suspender, revogar',
        paragraphs: [
          'Mudou um serviço, um IP, um estabelecimento ou o gestor? Peça uma alteração: a credencial continua valendo enquanto ela é analisada.',
          'Desconfia que o segredo ou o certificado vazou? Suspenda a credencial na hora. Revogar é definitivo.',
        ],
      },
      {
        id: 'comprovar',
        title: 'Comprovar a credencial a outros',
        paragraphs: ['A ficha em PDF traz um código e um QR Code, que qualquer pessoa confere sem entrar no Portal.'],
        links: [{ label: 'Conferir uma credencial', to: '/conferir' }],
      },
    ],
  },
  {
    slug: 'equipe',
    title: 'Equipe do estabelecimento',
    summary: 'Quem faz o quê na equipe, como convidar e como passar a gestão adiante.',
    parts: [
      {
        id: 'papeis',
        title: 'Papéis',
        paragraphs: [
          'Gestão: faz tudo, convida e remove pessoas. Integração: preenche, anexa, envia e cuida das credenciais. Leitura: só acompanha.',
          'Quem abre o primeiro pedido de um estabelecimento fica com a gestão. A última pessoa da gestão não pode sair sem passar o papel a outra.',
        ],
      },
      {
        id: 'convidar',
        title: 'Convidar alguém',
        paragraphs: ['O convite vai para um e-mail e vale por 14 dias.'],
        steps: [
          'Abra Equipes e escolha a equipe.',
          'Informe o e-mail e o papel, e envie o convite.',
          'Quando a pessoa aceitar, confira o nome dela e confirme: só então ela lê alguma coisa.',
        ],
        links: [{ label: 'Equipes', to: '/equipes' }],
      },
    ],
  },
];
