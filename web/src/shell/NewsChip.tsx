import { Icon } from "../kit/Icon.tsx";
import { counted } from "../kit/format.ts";
import css from "./NewsChip.module.css";

/** Says that something came while the reader was reading; shown only at a click. */
export function NewsChip({ news, unit = "event", onShow }: { news: number; unit?: string; onShow: () => void }) {
  return (
    <div class={css.place} role="status">
      {news > 0 && (
        <button type="button" class={css.chip} onClick={onShow}>
          <Icon name="up" size={12} />
          {counted(news, `new ${unit}`)}
        </button>
      )}
    </div>
  );
}
