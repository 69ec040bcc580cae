import { causedBy } from '@portal/service-kit/process';
import type { RequestHandler } from 'express';
import type { AddressOf } from '../http/client-address.ts';
import { addressKey } from './bill-requests.ts';

/** What the log says meanwhile is this address's doing, or a caller's once one is known: there is a bound for each. */
export function attributeLines(addressOf: AddressOf): RequestHandler {
  return (req, _res, next) => {
    causedBy(addressKey(req, addressOf));
    next();
  };
}
