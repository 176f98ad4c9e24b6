// api [--check]: writes src/api/schema.ts, the types of the API, from its document. With --check it only says whether they are of this document.
// Our own, since what writes such types wants TypeScript 5's compiler, and gives paths of types where a screen wants a name.
import { readFileSync, writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";

const document = JSON.parse(readFileSync(new URL("../../docs/api/openapi.v1.json", import.meta.url), "utf8"));
const target = new URL("../src/api/schema.ts", import.meta.url);

/** @param {any} schema @returns {string} */
function typeOf(schema) {
  if (schema.$ref) return schema.$ref.slice("#/components/schemas/".length);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const some = schema.oneOf ?? schema.anyOf;
  if (some) return union(some.map(typeOf));
  const types = schema.type === undefined ? [] : [schema.type].flat();
  return types.length === 0 ? "unknown" : union(types.map((type) => typeNamed(type, schema)));
}

function union(types) {
  // Null is written last, as people do.
  const parts = [...new Set(types)].sort((one, other) => Number(one === "null") - Number(other === "null"));
  return parts.includes("unknown") ? "unknown" : parts.join(" | ");
}

function typeNamed(type, schema) {
  if (type === "integer" || type === "number") return "number";
  if (type === "array") return `(${typeOf(schema.items ?? {})})[]`;
  if (type !== "object") return type;
  if (schema.properties) return `{ ${fields(schema)} }`;
  return `Record<string, ${typeOf(schema.additionalProperties === true ? {} : (schema.additionalProperties ?? {}))}>`;
}

function fields(schema) {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties)
    .map(([name, field]) => `${comment(described(field))}${JSON.stringify(name)}${required.has(name) ? "" : "?"}: ${typeOf(field)};`)
    .join("\n");
}

function described(field) {
  return field.description ?? (field.oneOf ?? []).map((one) => one.description).find(Boolean);
}

function comment(text) {
  return text ? `/** ${text.trim().replaceAll("*/", "* /").replaceAll("\n", "\n * ")} */\n` : "";
}

const shapes = Object.entries(document.components.schemas).map(([name, schema]) =>
  schema.properties
    ? `${comment(schema.description)}export interface ${name} {\n${fields(schema)}\n}`
    : `${comment(schema.description)}export type ${name} = ${typeOf(schema)};`,
);
const source = `// Written by \`npm run api\` from docs/api/openapi.v1.json, which is what the program says of itself.\n\n${shapes.join("\n\n")}\n`;
const written = await format(source, { ...(await resolveConfig(target)), parser: "typescript" });

if (!process.argv.includes("--check")) writeFileSync(target, written);
else if (readFileSync(target, "utf8") !== written) {
  console.error("src/api/schema.ts is not what docs/api/openapi.v1.json says; write it with: npm --prefix web run api");
  process.exit(1);
}
