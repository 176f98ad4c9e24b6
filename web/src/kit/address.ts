/** The address when `text` is a whole http or https address, else undefined: javascript:, data: and the like never become links. */
export function webAddress(text: string): string | undefined {
  if (!/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).href;
}
