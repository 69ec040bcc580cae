/** A browser as far as cookies and redirects go: it keeps cookies by host name, for cookies ignore ports. */
export class TestBrowser {
  constructor(private readonly sends: Readonly<Record<string, string>> = {}) {}

  private readonly jar = new Map<string, { name: string; value: string; host: string; path: string; line: string }>();

  /** Asks for one address, and follows nothing. */
  async ask(url: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
    const cookie = this.cookieFor(url);
    const headers = { ...this.sends, ...(cookie && { cookie }), ...init.headers };
    const response = await fetch(url, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) this.keep(new URL(url).hostname, line);
    return response;
  }

  /** Asks and follows redirects to their end. */
  async visit(url: string): Promise<{ url: string; response: Response }> {
    let at = url;
    for (let hops = 0; hops < 15; hops++) {
      const response = await this.ask(at);
      const location = response.headers.get('location');
      if (!location) return { url: at, response };
      at = new URL(location, at).href;
    }
    throw new Error(`too many redirects from ${url}`);
  }

  /** The header that this browser would send. */
  cookieFor(url: string): string {
    const { hostname, pathname } = new URL(url);
    return [...this.jar.values()]
      .filter(({ host, path }) => host === hostname && pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  /** The Set-Cookie lines of what it keeps, whose names start so. */
  linesOf(prefix: string): string[] {
    return [...this.jar.values()].filter(({ name }) => name.startsWith(prefix)).map(({ line }) => line);
  }

  private keep(host: string, line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const path = /path=([^;]+)/i.exec(line)?.[1] ?? '/';
    const key = `${host}|${path}|${name}`;
    if (value && !/max-age=0/i.test(line)) this.jar.set(key, { name, value, host, path, line });
    else this.jar.delete(key);
  }
}
