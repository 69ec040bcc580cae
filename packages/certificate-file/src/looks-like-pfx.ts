/** Whether the bytes begin as a PFX does, cut off or not: a version, then a kind of content. */
export function looksLikePfx(bytes: Uint8Array): boolean {
  const start = [...bytes.subarray(0, 24)];
  const version = start.findIndex((byte, at) => byte === 2 && start[at + 1] === 1 && start[at + 2] === 3);
  return start[0] === 0x30 && version >= 2 && version <= 6 && start[version + 3] === 0x30;
}
