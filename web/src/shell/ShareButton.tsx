import { IconButton } from "../kit/Button.tsx";
import { useKeys, type Key } from "./keys.ts";
import { share } from "./share.ts";

const keys: Key[] = [{ key: "s", does: "Copy a link to this page as it is now", run: () => void share() }];

/** The page as it is now, for somebody else. */
export function ShareButton() {
  useKeys(keys);
  return <IconButton icon="link" label="Copy a link to this page as it is now (s)" onClick={() => void share()} />;
}
