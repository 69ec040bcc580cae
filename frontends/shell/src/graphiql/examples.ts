/** A query to begin with. */
export interface Example {
  title: string;
  query: string;
}

/** What third parties and integrators ask first. Held against the schema by a test. */
export const examples: readonly Example[] = [
  {
    title: 'Portfólios e seus serviços',
    query: `# Aberto a todos: não é preciso entrar.
query Portfolios {
  portfolios {
    slug
    name
    summary
    needsCredential
    environments
    services {
      slug
      name
      kind
    }
  }
}
`,
  },
  {
    title: 'Buscar serviços',
    query: `# A busca ignora acentos e maiúsculas.
query BuscarServicos($texto: String = "imunobiologico") {
  services(filter: { text: $texto }, first: 10) {
    totalCount
    edges {
      node {
        slug
        name
        endpoints {
          environment
          uf
          url
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
  },
  {
    title: 'Minhas solicitações',
    query: `# Entre no Portal para ver as suas.
query MinhasSolicitacoes {
  viewer {
    name
    assuranceLevel
  }
  accessRequests(first: 10) {
    totalCount
    edges {
      node {
        protocol
        environment
        state
        dueAt
        portfolio {
          name
        }
        allowedActions
      }
    }
  }
}
`,
  },
  {
    title: 'Minhas credenciais',
    query: `query MinhasCredenciais {
  credentials(first: 10) {
    edges {
      node {
        environment
        state
        requesterIdentifier
        clientId
        expiresAt
        system {
          name
        }
      }
    }
  }
}
`,
  },
  {
    title: 'Acompanhar ao vivo',
    query: `# Deixe aberto: cada mudança das suas solicitações chega na hora.
# Com "after", recebe antes o que perdeu desde aquele cursor.
subscription AoVivo {
  accessRequestChanged {
    cursor
    event {
      action
      actor
      at
    }
    accessRequest {
      protocol
      state
    }
  }
}
`,
  },
];
