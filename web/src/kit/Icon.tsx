// Drawn on a 16-pixel grid with one stroke, so that they sit with the text.
const shapes = {
  errors:
    "M8 1.75v2M3.5 8h-2M14.5 8h-2M4.2 3.9 5.4 5M11.8 3.9 10.6 5M3.7 13l1.4-1.4M12.3 13l-1.4-1.4M8 4.25c2.1 0 3.25 1.5 3.25 3.75S10 13.25 8 13.25 4.75 10.25 4.75 8 5.9 4.25 8 4.25ZM8 7v6",
  home: "M2 7.5 8 2.5l6 5M3.75 6.25v7.25h8.5V6.25M6.75 13.5V9.75h2.5v3.75",
  monitoring: "M1.5 8.5h3l2-5 3 9 2-4h3",
  analytics: "M2.5 13.5v-4M6.2 13.5v-8M9.8 13.5v-5.5M13.5 13.5v-11",
  product: "M2 3h12l-4.5 5.5v4L6.5 14V8.5L2 3Z",
  logs: "M2.5 4h11M2.5 8h8M2.5 12h10",
  link: "M6.5 9.5 9.5 6.5M7 4.5 8.5 3a2.8 2.8 0 0 1 4 4L11 8.5M9 11.5 7.5 13a2.8 2.8 0 0 1-4-4L5 7.5",
  compare: "M2.5 12.5 6 8l3 2.5 4.5-6M2.5 8.5l3-3 3.5 2",
  search: "M7 12.25a5.25 5.25 0 1 0 0-10.5 5.25 5.25 0 0 0 0 10.5ZM11 11l3.25 3.25",
  sun: "M8 10.75a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM8 1.5v1.25M8 13.25v1.25M1.5 8h1.25M13.25 8h1.25M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9",
  moon: "M13.5 9.6A5.75 5.75 0 0 1 6.4 2.5a5.75 5.75 0 1 0 7.1 7.1Z",
  down: "m4 6 4 4 4-4",
  right: "m6 4 4 4-4 4",
  left: "m10 4-4 4 4 4",
  first: "m11.5 4-4 4 4 4M4.5 4v8",
  last: "m4.5 4 4 4-4 4M11.5 4v8",
  up: "M8 13V3M4 7l4-4 4 4",
  copy: "M5.75 5.75V3.5a1 1 0 0 1 1-1h5.75a1 1 0 0 1 1 1v5.75a1 1 0 0 1-1 1h-2.25M3.5 5.75h5.75a1 1 0 0 1 1 1v5.75a1 1 0 0 1-1 1H3.5a1 1 0 0 1-1-1V6.75a1 1 0 0 1 1-1Z",
  check: "m3 8.5 3.25 3.25L13 4.75",
  close: "m4 4 8 8M12 4l-8 8",
  help: "M5.75 5.9a2.25 2.25 0 1 1 3.2 2.05c-.6.3-.95.75-.95 1.4v.4M8 12.25v.01",
  warning: "M8 2.25 14.5 13.5h-13L8 2.25ZM8 6.5v3M8 11.5v.01",
  person: "M8 8a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 8ZM2.75 13.75c.5-2.6 2.6-4 5.25-4s4.75 1.4 5.25 4",
  shield: "M8 1.75 13 3.5v4.25c0 3-2 5.25-5 6.5-3-1.25-5-3.5-5-6.5V3.5l5-1.75Z",
  clock: "M8 14.25a6.25 6.25 0 1 0 0-12.5 6.25 6.25 0 0 0 0 12.5ZM8 4.5V8l2.25 1.5",
  settings:
    "M8 10.25a2.25 2.25 0 1 0 0-4.5 2.25 2.25 0 0 0 0 4.5ZM8 1.75v1.5M8 12.75v1.5M1.75 8h1.5M12.75 8h1.5M3.6 3.6l1.05 1.05M11.35 11.35l1.05 1.05M3.6 12.4l1.05-1.05M11.35 4.65l1.05-1.05",
  people:
    "M6 7.5A2.25 2.25 0 1 0 6 3a2.25 2.25 0 0 0 0 4.5ZM1.75 13c.4-2.2 2-3.5 4.25-3.5s3.85 1.3 4.25 3.5M10.5 3.2a2.25 2.25 0 0 1 0 4.1M11.75 9.7c1.4.5 2.25 1.6 2.5 3.3",
  bookmark: "M4.25 2.5h7.5v11L8 10.75 4.25 13.5v-11Z",
  more: "M3.5 8v.01M8 8v.01M12.5 8v.01",
  trash: "M2.75 4.25h10.5M6.25 4V2.5h3.5V4M4.25 4.25l.6 9.25h6.3l.6-9.25",
  eye: "M1.75 8C3 5.4 5.25 4 8 4s5 1.4 6.25 4C13 10.6 10.75 12 8 12S3 10.6 1.75 8ZM8 9.75a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5Z",
  merge: "M4 2.5v2.75c0 1.5 4 2 4 4.25v4M12 2.5v2.75c0 1.5-4 2-4 4.25M5.75 11.5 8 13.75l2.25-2.25",
  signOut: "M6.25 13.5h-2.5a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1h2.5M10.5 11l3-3-3-3M13.25 8h-7",
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={shapes[name]} />
    </svg>
  );
}

/** A field gate: what a paddock is closed with. */
export function Mark() {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">
      <path d="M4 4v16M20 4v16M4 8h16M4 16h16M4 16 20 8" />
    </svg>
  );
}
