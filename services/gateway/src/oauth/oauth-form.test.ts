import { quickest } from '@portal/service-kit/testing';
import type { Request } from 'express';
import { expect, it } from 'vitest';
import { OauthForm } from './oauth-form.ts';

const formOf = (body: string) => new OauthForm({ body, headers: {} } as Request);

it('takes each field once', () => {
  expect(formOf('scope=a&grant_type=').get('scope')).toBe('a');
  expect(formOf('scope=a&grant_type=').get('grant_type')).toBeUndefined();
  expect(() => formOf('scope=a&grant_type=b&scope=a')).toThrow('invalid_request');
});

it('reads thousands of fields, which anybody may send, in no time', async () => {
  const body = Array.from({ length: 16_000 }, (_, index) => index.toString(36)).join('&');
  const took = await quickest(500, () => {
    const started = performance.now();
    expect(formOf(body).get('zz')).toBeUndefined();
    return performance.now() - started;
  });
  expect(took).toBeLessThan(500);
});
