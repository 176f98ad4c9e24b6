// What a number of visitors means, wherever one stands.

const day = 86_400_000;

export const dailyVisitors = "Without a cookie somebody is known for one day only: who comes on three days counts as three visitors. Robots are not counted.";

/** For beside a number of visitors; nothing where the range is not longer than a day. */
export function visitorsNote({ from, to }: { from: string; to: string }): string | undefined {
  return Date.parse(to) - Date.parse(from) > day + 60_000 ? "sum of the days" : undefined;
}
