import css from "./Segments.module.css";

export interface Segment {
  name: string;
  href: string;
  current: boolean;
  title?: string;
}

/** A choice of one among few. Each is a link, since the choice lives in the address. */
export function Segments({ label, segments }: { label: string; segments: Segment[] }) {
  return (
    <nav class={css.segments} aria-label={label}>
      {segments.map((segment) => (
        <a key={segment.name} href={segment.href} title={segment.title} aria-current={segment.current ? "true" : undefined}>
          {segment.name}
        </a>
      ))}
    </nav>
  );
}
