// Lets node run our TypeScript in tests: Vite's own compiler takes the types away.
import { register } from "node:module";

register(new URL("typescript-hooks.mjs", import.meta.url));
