import { signal } from "@preact/signals";

/** When a release was first seen, in milliseconds; it is shown on every graph of the page. Oldest first. */
export interface ReleaseMark {
  time: number;
  name: string;
}

export const releases = signal<ReleaseMark[]>([]);

// Pixels: a name is never longer than the room it is given.
const leastRoom = 36;
const mostRoom = 120;
const letter = 6.4;

/** Where the names of marks stand that have room for theirs: the newest first, since it is asked for most. */
export function placeNames(marks: { left: number; name: string }[], start: number, end: number): Map<string, { anchor: "start" | "end"; text: string }> {
  const placed = new Map<string, { anchor: "start" | "end"; text: string }>();
  let free = end;
  for (const [index, { left, name }] of [...marks.entries()].toReversed()) {
    const before = marks[index - 1]?.left ?? start;
    const [after, ahead] = [free - left, left - before];
    const anchor = after >= leastRoom && (after >= Math.min(mostRoom, name.length * letter + 8) || after >= ahead) ? "start" : "end";
    const room = Math.min(mostRoom, (anchor === "start" ? after : ahead) - 8);
    if (room < leastRoom) {
      free = left;
      continue;
    }
    const letters = Math.floor(room / letter);
    placed.set(name, { anchor, text: name.length <= letters ? name : `…${name.slice(1 - letters)}` });
    free = anchor === "start" ? left : left - Math.min(room, name.length * letter) - 8;
  }
  return placed;
}
