/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query RequirementThread($runId: ID!, $requirement: String!, $after: String) {\n    node(id: $runId) {\n      id\n      ... on ConformanceRun {\n        messages(requirement: $requirement, first: 20, after: $after) {\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n          edges {\n            node {\n              messageId\n              side\n              own\n              writtenAt\n              suiteVersion\n              connector\n              text\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.RequirementThreadDocument,
    "\n  mutation WriteMessage($input: WriteConformanceMessageInput!) {\n    writeConformanceMessage(input: $input) {\n      run {\n        id\n        requirements {\n          key\n          messageCount\n          unreadMessages\n        }\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.WriteMessageDocument,
    "\n  mutation MarkMessagesRead($input: MarkConformanceMessagesReadInput!) {\n    markConformanceMessagesRead(input: $input) {\n      run {\n        id\n        requirements {\n          key\n          unreadMessages\n        }\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.MarkMessagesReadDocument,
    "\n  query ConversationMessages($id: ID!, $after: String) {\n    accessRequest(id: $id) {\n      id\n      messages(first: 20, after: $after) {\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            messageId\n            side\n            author\n            own\n            writtenAt\n            text\n            erasedAt\n            attachments {\n              attachmentId\n              fileName\n              size\n              downloadUrl\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.ConversationMessagesDocument,
    "\n  mutation WriteRequestMessage($input: WriteAccessRequestMessageInput!) {\n    writeAccessRequestMessage(input: $input) {\n      accessRequest {\n        id\n        messageCount\n        unreadMessages\n        conversation\n        conversationEndsAt\n        messageSide\n        mayWriteMessages\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.WriteRequestMessageDocument,
    "\n  mutation MarkRequestMessagesRead($input: MarkAccessRequestMessagesReadInput!) {\n    markAccessRequestMessagesRead(input: $input) {\n      accessRequest {\n        id\n        unreadMessages\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.MarkRequestMessagesReadDocument,
    "\n  mutation EraseRequestMessage($input: EraseAccessRequestMessageInput!) {\n    eraseAccessRequestMessage(input: $input) {\n      message {\n        messageId\n        erasedAt\n      }\n      accessRequest {\n        id\n        unreadMessages\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.EraseRequestMessageDocument,
    "\n  fragment CredentialStanding on Credential {\n    id\n    state\n    stateChangedAt\n    stateReason\n    suspendedByMinistry\n    secretIssuedAt\n    previousSecretExpiresAt\n    allowedActions\n  }\n": typeof types.CredentialStandingFragmentDoc,
    "\n  mutation SuspendCredential($id: ID!, $reason: String!) {\n    suspendCredential(id: $id, reason: $reason) {\n      credential {\n        ...CredentialStanding\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.SuspendCredentialDocument,
    "\n  mutation ReinstateCredential($id: ID!) {\n    reinstateCredential(id: $id) {\n      credential {\n        ...CredentialStanding\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.ReinstateCredentialDocument,
    "\n  mutation RevokeCredential($id: ID!, $reason: String!) {\n    revokeCredential(id: $id, reason: $reason) {\n      credential {\n        ...CredentialStanding\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.RevokeCredentialDocument,
    "\n  subscription NoticesChanged($after: String) {\n    noticesChanged(after: $after) {\n      cursor\n      notice {\n        id\n        side\n        kind\n      }\n      viewer {\n        id\n        INTEGRATOR: unreadNoticeCount(side: INTEGRATOR)\n        REVIEWERS: unreadNoticeCount(side: REVIEWERS)\n      }\n    }\n  }\n": typeof types.NoticesChangedDocument,
    "\n  query ViewerNotices($side: MessageSide!, $kind: NoticeKind, $unread: Boolean, $first: Int!, $after: String) {\n    viewer {\n      id\n      notices(side: $side, kind: $kind, unread: $unread, first: $first, after: $after) {\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            id\n            kind\n            side\n            at\n            readAt\n            protocol\n            accessRequestId\n            credentialId\n            teamId\n            deadline\n          }\n        }\n      }\n    }\n  }\n": typeof types.ViewerNoticesDocument,
    "\n  mutation MarkNoticesRead($input: MarkNoticesReadInput!) {\n    markNoticesRead(input: $input) {\n      viewer {\n        id\n        INTEGRATOR: unreadNoticeCount(side: INTEGRATOR)\n        REVIEWERS: unreadNoticeCount(side: REVIEWERS)\n      }\n      problems {\n        message\n      }\n    }\n  }\n": typeof types.MarkNoticesReadDocument,
    "\n  query NoticePreferences {\n    viewer {\n      id\n      noticePreferences {\n        kind\n        byEmail\n        always\n      }\n    }\n  }\n": typeof types.NoticePreferencesDocument,
    "\n  mutation SetNoticePreference($input: SetNoticePreferenceInput!) {\n    setNoticePreference(input: $input) {\n      viewer {\n        id\n        noticePreferences {\n          kind\n          byEmail\n          always\n        }\n      }\n      problems {\n        message\n      }\n    }\n  }\n": typeof types.SetNoticePreferenceDocument,
    "\n  query ViewerDataReadings($first: Int!, $after: String) {\n    viewer {\n      id\n      dataReadings(first: $first, after: $after) {\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            readingId\n            kind\n            at\n            reader\n            fileName\n            protocol\n            accessRequestId\n            credentialId\n          }\n        }\n      }\n    }\n  }\n": typeof types.ViewerDataReadingsDocument,
    "\n  query RetentionTerms {\n    retentionTerms {\n      kind\n      days\n    }\n  }\n": typeof types.RetentionTermsDocument,
    "\n  query ViewerErasure {\n    viewer {\n      id\n      erasure {\n        askedAt\n        dueAt\n      }\n      erasureObstacles {\n        kind\n        about\n        aboutId\n      }\n    }\n  }\n": typeof types.ViewerErasureDocument,
    "\n  mutation RequestErasure {\n    answer: requestErasure {\n      viewer {\n        id\n        erasure {\n          askedAt\n          dueAt\n        }\n        erasureObstacles {\n          kind\n          about\n          aboutId\n        }\n      }\n      problems {\n        message\n      }\n    }\n  }\n": typeof types.RequestErasureDocument,
    "\n  mutation TakeBackErasure {\n    answer: takeBackErasure {\n      viewer {\n        id\n        erasure {\n          askedAt\n          dueAt\n        }\n      }\n      problems {\n        message\n      }\n    }\n  }\n": typeof types.TakeBackErasureDocument,
    "\n  query OpenSessions {\n    openSessions {\n      ...OpenSessionView\n    }\n  }\n\n  fragment OpenSessionView on OpenSession {\n    sessionId\n    browser\n    system\n    atReview\n    startedAt\n    lastUsedAt\n    current\n  }\n": typeof types.OpenSessionsDocument,
    "\n  mutation EndSession($sessionId: ID!) {\n    answer: endSession(sessionId: $sessionId) {\n      problems {\n        message\n      }\n    }\n  }\n": typeof types.EndSessionDocument,
    "\n  mutation EndOtherSessions {\n    answer: endOtherSessions {\n      endedSessions\n      problems {\n        message\n      }\n    }\n  }\n": typeof types.EndOtherSessionsDocument,
    "\n  mutation BeginSecondFactor {\n    beginSecondFactor {\n      options\n      problems {\n        code\n        message\n      }\n    }\n  }\n": typeof types.BeginSecondFactorDocument,
    "\n  mutation ProveSecondFactor($response: String!) {\n    proveSecondFactor(response: $response) {\n      problems {\n        code\n        message\n      }\n    }\n  }\n": typeof types.ProveSecondFactorDocument,
};
const documents: Documents = {
    "\n  query RequirementThread($runId: ID!, $requirement: String!, $after: String) {\n    node(id: $runId) {\n      id\n      ... on ConformanceRun {\n        messages(requirement: $requirement, first: 20, after: $after) {\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n          edges {\n            node {\n              messageId\n              side\n              own\n              writtenAt\n              suiteVersion\n              connector\n              text\n            }\n          }\n        }\n      }\n    }\n  }\n": types.RequirementThreadDocument,
    "\n  mutation WriteMessage($input: WriteConformanceMessageInput!) {\n    writeConformanceMessage(input: $input) {\n      run {\n        id\n        requirements {\n          key\n          messageCount\n          unreadMessages\n        }\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.WriteMessageDocument,
    "\n  mutation MarkMessagesRead($input: MarkConformanceMessagesReadInput!) {\n    markConformanceMessagesRead(input: $input) {\n      run {\n        id\n        requirements {\n          key\n          unreadMessages\n        }\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.MarkMessagesReadDocument,
    "\n  query ConversationMessages($id: ID!, $after: String) {\n    accessRequest(id: $id) {\n      id\n      messages(first: 20, after: $after) {\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            messageId\n            side\n            author\n            own\n            writtenAt\n            text\n            erasedAt\n            attachments {\n              attachmentId\n              fileName\n              size\n              downloadUrl\n            }\n          }\n        }\n      }\n    }\n  }\n": types.ConversationMessagesDocument,
    "\n  mutation WriteRequestMessage($input: WriteAccessRequestMessageInput!) {\n    writeAccessRequestMessage(input: $input) {\n      accessRequest {\n        id\n        messageCount\n        unreadMessages\n        conversation\n        conversationEndsAt\n        messageSide\n        mayWriteMessages\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.WriteRequestMessageDocument,
    "\n  mutation MarkRequestMessagesRead($input: MarkAccessRequestMessagesReadInput!) {\n    markAccessRequestMessagesRead(input: $input) {\n      accessRequest {\n        id\n        unreadMessages\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.MarkRequestMessagesReadDocument,
    "\n  mutation EraseRequestMessage($input: EraseAccessRequestMessageInput!) {\n    eraseAccessRequestMessage(input: $input) {\n      message {\n        messageId\n        erasedAt\n      }\n      accessRequest {\n        id\n        unreadMessages\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.EraseRequestMessageDocument,
    "\n  fragment CredentialStanding on Credential {\n    id\n    state\n    stateChangedAt\n    stateReason\n    suspendedByMinistry\n    secretIssuedAt\n    previousSecretExpiresAt\n    allowedActions\n  }\n": types.CredentialStandingFragmentDoc,
    "\n  mutation SuspendCredential($id: ID!, $reason: String!) {\n    suspendCredential(id: $id, reason: $reason) {\n      credential {\n        ...CredentialStanding\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.SuspendCredentialDocument,
    "\n  mutation ReinstateCredential($id: ID!) {\n    reinstateCredential(id: $id) {\n      credential {\n        ...CredentialStanding\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.ReinstateCredentialDocument,
    "\n  mutation RevokeCredential($id: ID!, $reason: String!) {\n    revokeCredential(id: $id, reason: $reason) {\n      credential {\n        ...CredentialStanding\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.RevokeCredentialDocument,
    "\n  subscription NoticesChanged($after: String) {\n    noticesChanged(after: $after) {\n      cursor\n      notice {\n        id\n        side\n        kind\n      }\n      viewer {\n        id\n        INTEGRATOR: unreadNoticeCount(side: INTEGRATOR)\n        REVIEWERS: unreadNoticeCount(side: REVIEWERS)\n      }\n    }\n  }\n": types.NoticesChangedDocument,
    "\n  query ViewerNotices($side: MessageSide!, $kind: NoticeKind, $unread: Boolean, $first: Int!, $after: String) {\n    viewer {\n      id\n      notices(side: $side, kind: $kind, unread: $unread, first: $first, after: $after) {\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            id\n            kind\n            side\n            at\n            readAt\n            protocol\n            accessRequestId\n            credentialId\n            teamId\n            deadline\n          }\n        }\n      }\n    }\n  }\n": types.ViewerNoticesDocument,
    "\n  mutation MarkNoticesRead($input: MarkNoticesReadInput!) {\n    markNoticesRead(input: $input) {\n      viewer {\n        id\n        INTEGRATOR: unreadNoticeCount(side: INTEGRATOR)\n        REVIEWERS: unreadNoticeCount(side: REVIEWERS)\n      }\n      problems {\n        message\n      }\n    }\n  }\n": types.MarkNoticesReadDocument,
    "\n  query NoticePreferences {\n    viewer {\n      id\n      noticePreferences {\n        kind\n        byEmail\n        always\n      }\n    }\n  }\n": types.NoticePreferencesDocument,
    "\n  mutation SetNoticePreference($input: SetNoticePreferenceInput!) {\n    setNoticePreference(input: $input) {\n      viewer {\n        id\n        noticePreferences {\n          kind\n          byEmail\n          always\n        }\n      }\n      problems {\n        message\n      }\n    }\n  }\n": types.SetNoticePreferenceDocument,
    "\n  query ViewerDataReadings($first: Int!, $after: String) {\n    viewer {\n      id\n      dataReadings(first: $first, after: $after) {\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            readingId\n            kind\n            at\n            reader\n            fileName\n            protocol\n            accessRequestId\n            credentialId\n          }\n        }\n      }\n    }\n  }\n": types.ViewerDataReadingsDocument,
    "\n  query RetentionTerms {\n    retentionTerms {\n      kind\n      days\n    }\n  }\n": types.RetentionTermsDocument,
    "\n  query ViewerErasure {\n    viewer {\n      id\n      erasure {\n        askedAt\n        dueAt\n      }\n      erasureObstacles {\n        kind\n        about\n        aboutId\n      }\n    }\n  }\n": types.ViewerErasureDocument,
    "\n  mutation RequestErasure {\n    answer: requestErasure {\n      viewer {\n        id\n        erasure {\n          askedAt\n          dueAt\n        }\n        erasureObstacles {\n          kind\n          about\n          aboutId\n        }\n      }\n      problems {\n        message\n      }\n    }\n  }\n": types.RequestErasureDocument,
    "\n  mutation TakeBackErasure {\n    answer: takeBackErasure {\n      viewer {\n        id\n        erasure {\n          askedAt\n          dueAt\n        }\n      }\n      problems {\n        message\n      }\n    }\n  }\n": types.TakeBackErasureDocument,
    "\n  query OpenSessions {\n    openSessions {\n      ...OpenSessionView\n    }\n  }\n\n  fragment OpenSessionView on OpenSession {\n    sessionId\n    browser\n    system\n    atReview\n    startedAt\n    lastUsedAt\n    current\n  }\n": types.OpenSessionsDocument,
    "\n  mutation EndSession($sessionId: ID!) {\n    answer: endSession(sessionId: $sessionId) {\n      problems {\n        message\n      }\n    }\n  }\n": types.EndSessionDocument,
    "\n  mutation EndOtherSessions {\n    answer: endOtherSessions {\n      endedSessions\n      problems {\n        message\n      }\n    }\n  }\n": types.EndOtherSessionsDocument,
    "\n  mutation BeginSecondFactor {\n    beginSecondFactor {\n      options\n      problems {\n        code\n        message\n      }\n    }\n  }\n": types.BeginSecondFactorDocument,
    "\n  mutation ProveSecondFactor($response: String!) {\n    proveSecondFactor(response: $response) {\n      problems {\n        code\n        message\n      }\n    }\n  }\n": types.ProveSecondFactorDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RequirementThread($runId: ID!, $requirement: String!, $after: String) {\n    node(id: $runId) {\n      id\n      ... on ConformanceRun {\n        messages(requirement: $requirement, first: 20, after: $after) {\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n          edges {\n            node {\n              messageId\n              side\n              own\n              writtenAt\n              suiteVersion\n              connector\n              text\n            }\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query RequirementThread($runId: ID!, $requirement: String!, $after: String) {\n    node(id: $runId) {\n      id\n      ... on ConformanceRun {\n        messages(requirement: $requirement, first: 20, after: $after) {\n          pageInfo {\n            hasNextPage\n            endCursor\n          }\n          edges {\n            node {\n              messageId\n              side\n              own\n              writtenAt\n              suiteVersion\n              connector\n              text\n            }\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WriteMessage($input: WriteConformanceMessageInput!) {\n    writeConformanceMessage(input: $input) {\n      run {\n        id\n        requirements {\n          key\n          messageCount\n          unreadMessages\n        }\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation WriteMessage($input: WriteConformanceMessageInput!) {\n    writeConformanceMessage(input: $input) {\n      run {\n        id\n        requirements {\n          key\n          messageCount\n          unreadMessages\n        }\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkMessagesRead($input: MarkConformanceMessagesReadInput!) {\n    markConformanceMessagesRead(input: $input) {\n      run {\n        id\n        requirements {\n          key\n          unreadMessages\n        }\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation MarkMessagesRead($input: MarkConformanceMessagesReadInput!) {\n    markConformanceMessagesRead(input: $input) {\n      run {\n        id\n        requirements {\n          key\n          unreadMessages\n        }\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ConversationMessages($id: ID!, $after: String) {\n    accessRequest(id: $id) {\n      id\n      messages(first: 20, after: $after) {\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            messageId\n            side\n            author\n            own\n            writtenAt\n            text\n            erasedAt\n            attachments {\n              attachmentId\n              fileName\n              size\n              downloadUrl\n            }\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ConversationMessages($id: ID!, $after: String) {\n    accessRequest(id: $id) {\n      id\n      messages(first: 20, after: $after) {\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            messageId\n            side\n            author\n            own\n            writtenAt\n            text\n            erasedAt\n            attachments {\n              attachmentId\n              fileName\n              size\n              downloadUrl\n            }\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WriteRequestMessage($input: WriteAccessRequestMessageInput!) {\n    writeAccessRequestMessage(input: $input) {\n      accessRequest {\n        id\n        messageCount\n        unreadMessages\n        conversation\n        conversationEndsAt\n        messageSide\n        mayWriteMessages\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation WriteRequestMessage($input: WriteAccessRequestMessageInput!) {\n    writeAccessRequestMessage(input: $input) {\n      accessRequest {\n        id\n        messageCount\n        unreadMessages\n        conversation\n        conversationEndsAt\n        messageSide\n        mayWriteMessages\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkRequestMessagesRead($input: MarkAccessRequestMessagesReadInput!) {\n    markAccessRequestMessagesRead(input: $input) {\n      accessRequest {\n        id\n        unreadMessages\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation MarkRequestMessagesRead($input: MarkAccessRequestMessagesReadInput!) {\n    markAccessRequestMessagesRead(input: $input) {\n      accessRequest {\n        id\n        unreadMessages\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EraseRequestMessage($input: EraseAccessRequestMessageInput!) {\n    eraseAccessRequestMessage(input: $input) {\n      message {\n        messageId\n        erasedAt\n      }\n      accessRequest {\n        id\n        unreadMessages\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation EraseRequestMessage($input: EraseAccessRequestMessageInput!) {\n    eraseAccessRequestMessage(input: $input) {\n      message {\n        messageId\n        erasedAt\n      }\n      accessRequest {\n        id\n        unreadMessages\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CredentialStanding on Credential {\n    id\n    state\n    stateChangedAt\n    stateReason\n    suspendedByMinistry\n    secretIssuedAt\n    previousSecretExpiresAt\n    allowedActions\n  }\n"): (typeof documents)["\n  fragment CredentialStanding on Credential {\n    id\n    state\n    stateChangedAt\n    stateReason\n    suspendedByMinistry\n    secretIssuedAt\n    previousSecretExpiresAt\n    allowedActions\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SuspendCredential($id: ID!, $reason: String!) {\n    suspendCredential(id: $id, reason: $reason) {\n      credential {\n        ...CredentialStanding\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SuspendCredential($id: ID!, $reason: String!) {\n    suspendCredential(id: $id, reason: $reason) {\n      credential {\n        ...CredentialStanding\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReinstateCredential($id: ID!) {\n    reinstateCredential(id: $id) {\n      credential {\n        ...CredentialStanding\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ReinstateCredential($id: ID!) {\n    reinstateCredential(id: $id) {\n      credential {\n        ...CredentialStanding\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeCredential($id: ID!, $reason: String!) {\n    revokeCredential(id: $id, reason: $reason) {\n      credential {\n        ...CredentialStanding\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeCredential($id: ID!, $reason: String!) {\n    revokeCredential(id: $id, reason: $reason) {\n      credential {\n        ...CredentialStanding\n      }\n      problems {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription NoticesChanged($after: String) {\n    noticesChanged(after: $after) {\n      cursor\n      notice {\n        id\n        side\n        kind\n      }\n      viewer {\n        id\n        INTEGRATOR: unreadNoticeCount(side: INTEGRATOR)\n        REVIEWERS: unreadNoticeCount(side: REVIEWERS)\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription NoticesChanged($after: String) {\n    noticesChanged(after: $after) {\n      cursor\n      notice {\n        id\n        side\n        kind\n      }\n      viewer {\n        id\n        INTEGRATOR: unreadNoticeCount(side: INTEGRATOR)\n        REVIEWERS: unreadNoticeCount(side: REVIEWERS)\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ViewerNotices($side: MessageSide!, $kind: NoticeKind, $unread: Boolean, $first: Int!, $after: String) {\n    viewer {\n      id\n      notices(side: $side, kind: $kind, unread: $unread, first: $first, after: $after) {\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            id\n            kind\n            side\n            at\n            readAt\n            protocol\n            accessRequestId\n            credentialId\n            teamId\n            deadline\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ViewerNotices($side: MessageSide!, $kind: NoticeKind, $unread: Boolean, $first: Int!, $after: String) {\n    viewer {\n      id\n      notices(side: $side, kind: $kind, unread: $unread, first: $first, after: $after) {\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            id\n            kind\n            side\n            at\n            readAt\n            protocol\n            accessRequestId\n            credentialId\n            teamId\n            deadline\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MarkNoticesRead($input: MarkNoticesReadInput!) {\n    markNoticesRead(input: $input) {\n      viewer {\n        id\n        INTEGRATOR: unreadNoticeCount(side: INTEGRATOR)\n        REVIEWERS: unreadNoticeCount(side: REVIEWERS)\n      }\n      problems {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation MarkNoticesRead($input: MarkNoticesReadInput!) {\n    markNoticesRead(input: $input) {\n      viewer {\n        id\n        INTEGRATOR: unreadNoticeCount(side: INTEGRATOR)\n        REVIEWERS: unreadNoticeCount(side: REVIEWERS)\n      }\n      problems {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NoticePreferences {\n    viewer {\n      id\n      noticePreferences {\n        kind\n        byEmail\n        always\n      }\n    }\n  }\n"): (typeof documents)["\n  query NoticePreferences {\n    viewer {\n      id\n      noticePreferences {\n        kind\n        byEmail\n        always\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetNoticePreference($input: SetNoticePreferenceInput!) {\n    setNoticePreference(input: $input) {\n      viewer {\n        id\n        noticePreferences {\n          kind\n          byEmail\n          always\n        }\n      }\n      problems {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SetNoticePreference($input: SetNoticePreferenceInput!) {\n    setNoticePreference(input: $input) {\n      viewer {\n        id\n        noticePreferences {\n          kind\n          byEmail\n          always\n        }\n      }\n      problems {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ViewerDataReadings($first: Int!, $after: String) {\n    viewer {\n      id\n      dataReadings(first: $first, after: $after) {\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            readingId\n            kind\n            at\n            reader\n            fileName\n            protocol\n            accessRequestId\n            credentialId\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ViewerDataReadings($first: Int!, $after: String) {\n    viewer {\n      id\n      dataReadings(first: $first, after: $after) {\n        totalCount\n        pageInfo {\n          hasNextPage\n          endCursor\n        }\n        edges {\n          node {\n            readingId\n            kind\n            at\n            reader\n            fileName\n            protocol\n            accessRequestId\n            credentialId\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RetentionTerms {\n    retentionTerms {\n      kind\n      days\n    }\n  }\n"): (typeof documents)["\n  query RetentionTerms {\n    retentionTerms {\n      kind\n      days\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ViewerErasure {\n    viewer {\n      id\n      erasure {\n        askedAt\n        dueAt\n      }\n      erasureObstacles {\n        kind\n        about\n        aboutId\n      }\n    }\n  }\n"): (typeof documents)["\n  query ViewerErasure {\n    viewer {\n      id\n      erasure {\n        askedAt\n        dueAt\n      }\n      erasureObstacles {\n        kind\n        about\n        aboutId\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestErasure {\n    answer: requestErasure {\n      viewer {\n        id\n        erasure {\n          askedAt\n          dueAt\n        }\n        erasureObstacles {\n          kind\n          about\n          aboutId\n        }\n      }\n      problems {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RequestErasure {\n    answer: requestErasure {\n      viewer {\n        id\n        erasure {\n          askedAt\n          dueAt\n        }\n        erasureObstacles {\n          kind\n          about\n          aboutId\n        }\n      }\n      problems {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TakeBackErasure {\n    answer: takeBackErasure {\n      viewer {\n        id\n        erasure {\n          askedAt\n          dueAt\n        }\n      }\n      problems {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation TakeBackErasure {\n    answer: takeBackErasure {\n      viewer {\n        id\n        erasure {\n          askedAt\n          dueAt\n        }\n      }\n      problems {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OpenSessions {\n    openSessions {\n      ...OpenSessionView\n    }\n  }\n\n  fragment OpenSessionView on OpenSession {\n    sessionId\n    browser\n    system\n    atReview\n    startedAt\n    lastUsedAt\n    current\n  }\n"): (typeof documents)["\n  query OpenSessions {\n    openSessions {\n      ...OpenSessionView\n    }\n  }\n\n  fragment OpenSessionView on OpenSession {\n    sessionId\n    browser\n    system\n    atReview\n    startedAt\n    lastUsedAt\n    current\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndSession($sessionId: ID!) {\n    answer: endSession(sessionId: $sessionId) {\n      problems {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation EndSession($sessionId: ID!) {\n    answer: endSession(sessionId: $sessionId) {\n      problems {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EndOtherSessions {\n    answer: endOtherSessions {\n      endedSessions\n      problems {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation EndOtherSessions {\n    answer: endOtherSessions {\n      endedSessions\n      problems {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation BeginSecondFactor {\n    beginSecondFactor {\n      options\n      problems {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation BeginSecondFactor {\n    beginSecondFactor {\n      options\n      problems {\n        code\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ProveSecondFactor($response: String!) {\n    proveSecondFactor(response: $response) {\n      problems {\n        code\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation ProveSecondFactor($response: String!) {\n    proveSecondFactor(response: $response) {\n      problems {\n        code\n        message\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;