import { now } from "../shell/now.ts";
import { absolute, relative } from "./format.ts";

/** "3 min ago", with the absolute time and its zone on hover. */
export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={absolute(at)}>
      {relative(at, now.value)}
    </time>
  );
}
