/** What one caller may have open at once, over all gateways. */
export interface LiveLimits {
  /** WebSockets: by a person, a token, a system, or somebody not signed in by address. */
  sockets: number;
  /** Subscriptions, over all of those. */
  subscriptions: number;
}

/** Where the configuration says nothing else: a person with twenty pages open, each with two subscriptions and a half. */
export const LIVE_LIMITS: LiveLimits = { sockets: 20, subscriptions: 50 };
