import { graphql } from '../../gql/index.ts';

/** What reviewers write with. */
export const ReplyTemplatesQuery = graphql(`
  query ReplyTemplates {
    replyTemplates {
      templateId
      name
      text
    }
  }
`);
