// Light colouring of single lines. It knows no language whole; what it is not sure of stays plain.

export interface Token {
  kind: "plain" | "keyword" | "string" | "comment" | "number";
  text: string;
}

const keywords: Record<string, string> = {
  python:
    "and as assert async await break case class continue def del elif else except False finally for from global if import in is lambda match None nonlocal not or pass raise return self True try while with yield",
  javascript:
    "async await break case catch class const continue default delete do else export extends false finally for function if import in instanceof let new null of return static super switch this throw true try typeof undefined var void while yield",
};

const languages = new Map(
  Object.entries(keywords).map(([language, words]) => {
    const comment = language === "python" ? "#.*" : "\\/\\/.*";
    const pattern = `(?<comment>${comment})|(?<string>[rbfuRBFU]{0,2}(?:"""|'''|"(?:[^"\\\\]|\\\\.)*"?|'(?:[^'\\\\]|\\\\.)*'?|\`(?:[^\`\\\\]|\\\\.)*\`?))|\\b(?<keyword>${words.replaceAll(" ", "|")})\\b|\\b(?<number>\\d[\\w.]*)\\b`;
    return [language, new RegExp(pattern, "g")] as const;
  }),
);

// A minified line of a megabyte is nobody's to read, and not ours to colour.
const longest = 500;

export function colour(line: string, platform: string | null): Token[] {
  const pattern = languages.get(platform === "node" ? "javascript" : (platform ?? ""));
  if (!pattern || line.length > longest) return [{ kind: "plain", text: line }];
  const tokens: Token[] = [];
  let end = 0;
  for (const match of line.matchAll(pattern)) {
    if (match.index > end) tokens.push({ kind: "plain", text: line.slice(end, match.index) });
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? ["plain"];
    tokens.push({ kind: kind as Token["kind"], text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < line.length) tokens.push({ kind: "plain", text: line.slice(end) });
  return tokens;
}
