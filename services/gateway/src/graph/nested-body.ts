import type { RequestHandler } from 'express';

/** The deepest input of the graph has five levels. */
const MOST_LEVELS = 100;

/** Refuses JSON that is nested so deep that what walks through it later would run out of stack. */
export const refuseNestedBodies: RequestHandler = ({ body }, _res, next) => {
  next(isDeeper(body, MOST_LEVELS) ? Object.assign(new Error('nested too deep'), { status: 400 }) : undefined);
};

function isDeeper(value: unknown, most: number): boolean {
  let level = [value].filter(isObject);
  for (let depth = 0; depth < most && level.length > 0; depth++) {
    level = level.flatMap((holder) => Object.values(holder).filter(isObject));
  }
  return level.length > 0;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
