/**
 * Lets identical reads that are under way at once share one answer. Only for reads whose answer is everybody's: a person
 * who has just written must never be handed what was read before.
 */
export class JoinedReads<Answer> {
  private readonly underWay = new Map<string, Promise<Answer>>();

  /** The answer of the read with this key that is under way, or of `read`. */
  join(key: string, read: () => Promise<Answer>): Promise<Answer> {
    const joined = this.underWay.get(key);
    if (joined) return joined;
    const answer = read().finally(() => this.underWay.delete(key));
    this.underWay.set(key, answer);
    return answer;
  }
}
