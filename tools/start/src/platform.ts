/** What the gateway's planner is built for: a native package (docs/architecture.md). */
const PLATFORMS: readonly string[] = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** Why the portal does not run on a machine, and what to do; undefined where it does. */
export function unfitPlatform({ platform, arch }: Pick<NodeJS.Process, 'platform' | 'arch'>): string | undefined {
  const name = `${platform}-${arch}`;
  if (PLATFORMS.includes(name)) return undefined;
  const instead = platform === 'win32' ? 'On Windows, start it in WSL.' : 'Start it on one of these.';
  return `The portal runs on Linux with glibc and on macOS, x64 and arm64, and not on ${name}. ${instead}`;
}
