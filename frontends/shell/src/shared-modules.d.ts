declare module 'virtual:shared-by-shell' {
  /** What packages/console/shared.ts lists, by the name it is imported by. */
  const modules: Record<import('@portal/console/shared').SharedPackage, Record<string, unknown>>;
  export default modules;
}
