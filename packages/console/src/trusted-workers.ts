/** As far as it is used of what browsers have that know Trusted Types. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/**
 * Makes the one policy of a page, of which its headers ask that no text becomes HTML or a script: workers are let in, of the
 * page's own origin, and nothing else.
 */
export function trustOwnWorkers(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createScriptURL(url) {
      if (new URL(url, location.href).origin !== location.origin) throw new TypeError('no worker of this page');
      return url;
    },
  });
}
