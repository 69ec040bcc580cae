/** Too many documents wait already, or the machine had no time for this one: no fault of the document. */
export class JudgeBusy extends Error {
  override get name() {
    return 'JudgeBusy';
  }
}

/** The document took more of a thread's time, or more memory, than one may. */
export class TooMuchToJudge extends Error {
  override get name() {
    return 'TooMuchToJudge';
  }
}
