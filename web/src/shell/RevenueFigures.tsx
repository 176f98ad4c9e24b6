import type { Traffic } from "../api/types.ts";
import { Figure } from "../kit/Figure.tsx";
import { counted, money } from "../kit/format.ts";
import type { ComparedAnswer } from "./useCompared.ts";

/** What was taken, a figure for each currency: sums of two currencies are none. */
export function RevenueFigures({ traffic, then }: { traffic: Traffic | undefined; then: ComparedAnswer<Traffic> }) {
  const write = (currency: string) => (amount: number) => money(amount, currency, true);
  const taken = (of: Traffic, currency: string): number => of.revenue.find((each) => each.currency === currency)?.amount ?? 0;
  return (
    <>
      {traffic?.revenue.map(({ amount, currency, orders }) => (
        <Figure
          key={currency}
          name="Revenue"
          value={write(currency)(amount)}
          title={money(amount, currency)}
          compare={then.figure((of) => ({ value: taken(of, currency) }), write(currency), "better")}
          note={counted(orders, "order")}
        />
      ))}
    </>
  );
}
