import { graphql } from '../gql/index.ts';

/** In how long the Ministry answers what is sent now. */
export const AnswerTimesQuery = graphql(`
  query AnswerTimes {
    answerTimes {
      portfolio {
        slug
      }
      environment
      unit
      amount
    }
  }
`);
