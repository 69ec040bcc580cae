/**
 * What a subscription's source yields where several subscribers may be told the same. What is told of it depends on the event,
 * what is selected and who asks, never on the subscription's own arguments: those select events.
 */
export interface StreamEvent {
  /** Where it stands on its line: whoever is told of it has been told all before it, and nothing behind it. */
  readonly place: number;
  /** It happens now, and this very object goes to all whom it concerns; else it is read for one who catches up. */
  readonly live: boolean;
  /** The person it is about, who is told for themselves. */
  readonly about: string;
}

/** Says how far a source has come, where nothing happened: all up to there was told, and nothing behind it. */
export interface StreamBeat {
  readonly place: number;
  readonly beat: true;
}

/** A source that can be asked how far it has come. */
export interface BeatingSource {
  /** Puts a beat behind what was told; false while it still catches up. */
  beat(): boolean;
}

export function isStreamEvent(value: unknown): value is StreamEvent {
  return typeof value === 'object' && value !== null && 'place' in value && 'live' in value;
}

export function isStreamBeat(value: unknown): value is StreamBeat {
  return typeof value === 'object' && value !== null && 'place' in value && 'beat' in value;
}

export function isBeatingSource(value: object): value is BeatingSource {
  return 'beat' in value && typeof value.beat === 'function';
}
