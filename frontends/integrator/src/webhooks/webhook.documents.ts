import { graphql } from '../gql/index.ts';

/** A webhook as it is shown. */
export const WebhookCard = graphql(`
  fragment WebhookCard on Webhook {
    id
    url
    description
    eventTypes
    state
    disabledReason
    stateChangedAt
    secretIssuedAt
    previousSecretExpiresAt
    lastDeliveredAt
    createdAt
    version
    teamId
    teamName
    mayManage
    createdBy
    changedBy
    changedAt
  }
`);

/** A delivery with its attempts. */
export const WebhookDeliveryRow = graphql(`
  fragment WebhookDeliveryRow on WebhookDelivery {
    id
    messageId
    eventType
    payload
    state
    attemptCount
    nextAttemptAt
    createdAt
    finishedAt
    attempts {
      id
      at
      durationMs
      requestHeaders {
        name
        value
      }
      responseStatus
      responseBody
      failure
    }
  }
`);

/** The viewer's webhooks and those of their teams. */
export const WebhookList = graphql(`
  query WebhookList($after: String) {
    webhooks(first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...WebhookCard
        }
      }
    }
  }
`);

/** Those of a team: there are ten at most. */
export const WebhooksOfTeam = graphql(`
  query WebhooksOfTeam($teamId: ID!) {
    webhooks(teamId: $teamId, first: 10) {
      edges {
        node {
          id
          url
          description
          state
          createdBy
        }
      }
    }
  }
`);

/** For how long deliveries are kept. */
export const DeliveriesKept = graphql(`
  query DeliveriesKept {
    retentionTerms {
      kind
      days
    }
  }
`);

/** One webhook. */
export const WebhookPage = graphql(`
  query WebhookPage($id: ID!) {
    webhook(id: $id) {
      ...WebhookCard
      eventsSetAside {
        setAsideAt
        accessRequestId
        credentialId
      }
    }
  }
`);

/** A page of what was sent to a webhook, and the webhook as it is now: what became of a delivery may have stopped it. */
export const WebhookDeliveries = graphql(`
  query WebhookDeliveries($id: ID!, $state: WebhookDeliveryState, $after: String) {
    webhook(id: $id) {
      ...WebhookCard
      deliveries(first: 20, state: $state, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...WebhookDeliveryRow
          }
        }
      }
    }
  }
`);

/** Makes a webhook; the answer is the only place where its secret stands. */
export const CreateWebhook = graphql(`
  mutation CreateWebhook($input: CreateWebhookInput!) {
    createWebhook(input: $input) {
      webhook {
        ...WebhookCard
      }
      secret
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Changes a webhook, stops or starts it. */
export const UpdateWebhook = graphql(`
  mutation UpdateWebhook($input: UpdateWebhookInput!) {
    updateWebhook(input: $input) {
      webhook {
        ...WebhookCard
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Takes a webhook away. */
export const DeleteWebhook = graphql(`
  mutation DeleteWebhook($id: ID!) {
    deleteWebhook(id: $id) {
      deletedId
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Draws a new secret; the answer is the only place where it stands. */
export const RotateWebhookSecret = graphql(`
  mutation RotateWebhookSecret($id: ID!) {
    rotateWebhookSecret(id: $id) {
      webhook {
        ...WebhookCard
      }
      secret
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Sends a delivery again. */
export const ReplayWebhookDelivery = graphql(`
  mutation ReplayWebhookDelivery($id: ID!) {
    replayWebhookDelivery(id: $id) {
      delivery {
        ...WebhookDeliveryRow
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

/** Sends a test. */
export const TestWebhook = graphql(`
  mutation TestWebhook($id: ID!) {
    testWebhook(id: $id) {
      delivery {
        ...WebhookDeliveryRow
      }
      problems {
        code
        message
        path
      }
    }
  }
`);
