export interface SkipLink {
  label: string;
  /** Id of where it leads. */
  target: string;
  accessKey: string;
}

/** Links on top of the page that lead past what repeats, each with its access key. */
export function SkipLinks({ links }: { links: readonly SkipLink[] }) {
  return (
    <nav className="skip-links" aria-label="Atalhos">
      {links.map((link) => (
        <a
          key={link.target}
          href={`#${link.target}`}
          // biome-ignore lint/a11y/noAccessKey: eMAG 3.1 asks for these four
          accessKey={link.accessKey}
          onClick={(event) => {
            const target = document.getElementById(link.target);
            if (!target) return;
            event.preventDefault();
            target.focus();
            target.scrollIntoView({ block: 'nearest' });
          }}
        >
          {link.label} <span className="skip-key">[{link.accessKey}]</span>
        </a>
      ))}
    </nav>
  );
}
