import { PROBLEM_CODE_ENUM } from '@portal/domain';

/**
 * What other subgraphs have too, in the same words: composition refuses where they differ. ProblemCode is written once, in
 * the domain; Problem is credentials' own class.
 */
export const SHARED_TYPES = `
"What has an id, which nothing else in the graph has: found again by it alone."
interface Node {
  "Opaque identifier."
  id: ID!
}

"A point in time by ISO 8601, in UTC: 2026-11-24T17:32:00.000Z."
scalar DateTime @specifiedBy(url: "https://scalars.graphql.org/andimarek/date-time.html")

"${PROBLEM_CODE_ENUM.description}"
enum ${PROBLEM_CODE_ENUM.name} {
${Object.entries(PROBLEM_CODE_ENUM.valuesConfig)
  .map(([code, { description }]) => `  "${description}"\n  ${code}`)
  .join('\n')}
}

"Why a mutation changed nothing, in a way that a person can mend."
type Problem @shareable @requiresScopes(scopes: [["inherited"]]) {
  "For programs."
  code: ProblemCode!
  "For people, in Portuguese."
  message: String!
  "Which part of the input, list positions as text."
  path: [String!]
}
`;
