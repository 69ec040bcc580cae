import { GraphQLError } from 'graphql';
import { LARGEST_OPERATION, SMALLEST_OPERATION } from '../access/cost-rules.ts';
import type { BudgetClass } from '../budget-limits.ts';
import type { Account } from './account.ts';

/** What an answer says of its cost. */
export interface CostReport {
  requested: number;
  remaining: number;
  /** When the budget is full again, by RFC 3339. */
  resetAt: string;
}

/** Where the points of all accounts are kept. */
interface Ledger {
  /** Takes points from an account; a negative number gives them back. */
  spend(account: Account, points: number): void;
  /** Hears of each refusal by an account that has too little left. */
  refused(account: Account): void;
  /** Milliseconds of the epoch. */
  time(): number;
}

/** What one operation costs its caller. */
export class Bill {
  private cost = 0;
  private paid = 0;
  /** Seconds until it could be paid, where it was refused. */
  retryAfter: number | undefined;

  constructor(
    readonly account: Account,
    private readonly ledger: Ledger,
  ) {}

  /** Takes the least that anything costs, before there is a look at what is asked; a refusal takes nothing. */
  enter(): GraphQLError | undefined {
    return this.pay(SMALLEST_OPERATION);
  }

  /** Takes what the operation costs, what was taken before counted in; a refusal gives all of it back. */
  pay(cost: number): GraphQLError | undefined {
    const { account, ledger } = this;
    const largest = Math.min(LARGEST_OPERATION, account.limit.burst);
    if (cost > largest) return operationTooExpensive(cost, largest);
    this.cost = cost;
    const now = ledger.time();
    const missing = cost - this.paid;
    if (account.points(now) < missing) {
      this.take(-this.paid);
      this.retryAfter = Math.max(1, Math.ceil(account.msUntil(cost, now) / 1_000));
      ledger.refused(account);
      return rateLimited(account.policy, cost, this.retryAfter);
    }
    this.take(missing);
    return undefined;
  }

  /** Whole points that are left. */
  get remaining(): number {
    return Math.max(0, Math.floor(this.account.points(this.ledger.time())));
  }

  get report(): CostReport {
    const now = this.ledger.time();
    return {
      requested: this.cost,
      remaining: this.remaining,
      resetAt: new Date(now + this.account.msUntilFull(now)).toISOString(),
    };
  }

  /** Seconds until the budget is full. */
  get secondsToFull(): number {
    return Math.ceil(this.account.msUntilFull(this.ledger.time()) / 1_000);
  }

  private take(points: number): void {
    if (points === 0) return;
    this.ledger.spend(this.account, points);
    this.paid += points;
  }
}

const points = new Intl.NumberFormat('pt-BR');

/** The operation is larger than any that is run for its caller: refused as what is not valid, before any of it is run. */
function operationTooExpensive(cost: number, limit: number): GraphQLError {
  const message = `A operação custa ${points.format(cost)} pontos e o limite é ${points.format(limit)}. Peça menos itens por lista (first) ou divida a operação.`;
  return new GraphQLError(message, {
    extensions: { code: 'OPERATION_TOO_EXPENSIVE', cost, limit, http: { status: 400 } },
  });
}

/** The caller's budget has not so much left: nothing was run and nothing was taken. */
function rateLimited(policy: BudgetClass, cost: number, retryAfter: number): GraphQLError {
  const message = `Muitos pedidos: faltam pontos no orçamento "${policy}" para uma operação de custo ${cost}. Tente de novo em ${retryAfter} s.`;
  return new GraphQLError(message, { extensions: { code: 'RATE_LIMITED', retryAfter, http: { status: 429 } } });
}
