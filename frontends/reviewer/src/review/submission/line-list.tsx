/** What was told, one line or a list of them. */
export function LineList({ lines }: { lines: readonly string[] }) {
  if (lines.length <= 1) return lines[0] ?? null;
  return (
    <ul className="line-list">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
