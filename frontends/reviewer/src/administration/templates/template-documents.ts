import { graphql } from '../../gql/index.ts';

export const ReplyTemplateFragment = graphql(`
  fragment ReplyTemplateView on ReplyTemplate {
    templateId
    version
    name
    text
    draft {
      name
      text
      savedAt
      savedBy
    }
    editions {
      number
      name
      text
      restores
      publishedAt
      publishedBy
    }
  }
`);

/** All templates, for who administers them. */
export const AllReplyTemplatesQuery = graphql(`
  query AllReplyTemplates {
    replyTemplates {
      ...ReplyTemplateView
    }
  }
`);

export const ReplyTemplateQuery = graphql(`
  query ReplyTemplatePage($id: ID!) {
    replyTemplate(templateId: $id) {
      ...ReplyTemplateView
    }
  }
`);

export const SaveReplyTemplateMutation = graphql(`
  mutation SaveReplyTemplate($input: SaveReplyTemplateInput!) {
    saveReplyTemplate(input: $input) {
      replyTemplate {
        ...ReplyTemplateView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const PublishReplyTemplateMutation = graphql(`
  mutation PublishReplyTemplate($templateId: ID!, $version: Int!) {
    publishReplyTemplate(templateId: $templateId, version: $version) {
      replyTemplate {
        ...ReplyTemplateView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const DiscardReplyTemplateDraftMutation = graphql(`
  mutation DiscardReplyTemplateDraft($templateId: ID!, $version: Int!) {
    discardReplyTemplateDraft(templateId: $templateId, version: $version) {
      replyTemplate {
        ...ReplyTemplateView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const WithdrawReplyTemplateMutation = graphql(`
  mutation WithdrawReplyTemplate($templateId: ID!, $version: Int!) {
    withdrawReplyTemplate(templateId: $templateId, version: $version) {
      replyTemplate {
        ...ReplyTemplateView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const RestoreReplyTemplateMutation = graphql(`
  mutation RestoreReplyTemplate($templateId: ID!, $version: Int!, $number: Int!) {
    restoreReplyTemplate(templateId: $templateId, version: $version, number: $number) {
      replyTemplate {
        ...ReplyTemplateView
      }
      problems {
        code
        message
        path
      }
    }
  }
`);
