/** A line of a checklist, as far as its words go. */
interface ChecklistLine {
  /** The words of the day of the submit; none where they were not kept yet. */
  readonly description?: string | null;
  /** As the catalogue has it now. */
  readonly requirement: { readonly description: string };
}

/** What a requirement of a request asks: in the words that it was submitted with, else in those of the catalogue. */
export function requirementWords({ description, requirement }: ChecklistLine): string {
  return description ?? requirement.description;
}
