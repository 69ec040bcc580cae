import { causedBy } from '@portal/service-kit/process';
import type { RequestHandler } from 'express';
import { addressKey } from '../budgets/bill-requests.ts';
import type { AddressOf } from './client-address.ts';

/** What the log says meanwhile is this address's doing, or a caller's once one is known: there is a bound for each. */
export function attributeLines(addressOf: AddressOf): RequestHandler {
  return (req, _res, next) => {
    causedBy(addressKey(req, addressOf));
    next();
  };
}
