// What a visitor's browser loads, compressed as it is sent. Fails beyond the budget.
import { statSync } from "node:fs";

const budgets = { "paddock.js": 2048, "paddock-more.js": 8192 };
const folder = new URL("../../src/Paddock/wwwroot/js/", import.meta.url);

for (const [name, budget] of Object.entries(budgets)) {
  const { size } = statSync(new URL(`${name}.br`, folder));
  console.log(`${name}, brotli: ${size} of ${budget} bytes`);
  if (size > budget) process.exitCode = 1;
}
