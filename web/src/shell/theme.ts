import { computed, signal } from "@preact/signals";

type Theme = "light" | "dark";

const key = "paddock.theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const systemTheme = signal<Theme>(system.matches ? "dark" : "light");
const chosen = signal(document.documentElement.dataset["theme"] as Theme | undefined);

system.addEventListener("change", (change) => {
  systemTheme.value = change.matches ? "dark" : "light";
});

export const theme = computed<Theme>(() => chosen.value ?? systemTheme.value);

/** The other one. Choosing what the system says, too, forgets the choice: the screen follows the system again. */
export function toggleTheme(): void {
  const next: Theme = theme.peek() === "dark" ? "light" : "dark";
  const follows = next === systemTheme.peek();
  chosen.value = follows ? undefined : next;
  try {
    if (follows) localStorage.removeItem(key);
    else localStorage.setItem(key, next);
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
  if (follows) delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = next;
}
