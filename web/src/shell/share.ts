import { copyText } from "../kit/copy.ts";
import { span, zoneName } from "../kit/format.ts";
import { tell } from "../kit/Toast.tsx";
import { place } from "./location.ts";
import { absoluteRange, hrefAt, isPicked, readRange } from "./range.ts";

/** The page as it is now, at the same time for whoever opens it: "the last 7 days" would be others tomorrow. */
export function shareLink(now = Date.now()): { href: string; range: string } {
  const { path, search } = place.peek();
  const range = readRange(search);
  const fixed = isPicked(range) ? range : absoluteRange(range, now);
  return { href: location.origin + hrefAt(path, search, { range: fixed }), range: fixed };
}

/** Copies it, and says of which time it is. */
export async function share(): Promise<void> {
  const { href, range } = shareLink();
  const [from = "", to = ""] = range.split("..");
  if (await copyText(href)) tell(`Link copied. It goes on showing ${span(from, to)} ${zoneName}.`);
  else tell("This browser lets nothing be copied. The address of the page is its link.");
}
