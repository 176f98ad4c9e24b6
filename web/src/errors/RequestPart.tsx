import type { RequestContext } from "../api/types.ts";
import { KeyValues } from "../kit/KeyValues.tsx";
import { Value } from "../kit/Value.tsx";
import { entries } from "./entries.ts";
import css from "./parts.module.css";

export function RequestPart({ request }: { request: RequestContext }) {
  const query = entries(request.query);
  return (
    <div class={css.stacked}>
      <p class={css.address}>
        <b>{request.method ?? "GET"}</b> <Value of={request.url} />
      </p>
      {query.length > 0 && <Block name="Query" of={query} />}
      {request.headers.length > 0 && <Block name="Headers" of={request.headers} />}
      {request.data !== null &&
        request.data !== undefined &&
        request.data !== "" &&
        (typeof request.data === "object" ? <Block name="Body" of={entries(request.data)} /> : <Block name="Body" of={[["", request.data]]} />)}
    </div>
  );
}

export function Block({ name, of }: { name: string; of: [string, unknown][] }) {
  return (
    <div>
      <h3 class={css.name}>{name}</h3>
      <KeyValues of={of} label={name} />
    </div>
  );
}
