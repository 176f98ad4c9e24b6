import { Icon } from "../kit/Icon.tsx";
import { counted } from "../kit/format.ts";
import css from "./NewsChip.module.css";

/** Says that something came while the reader was reading; shown only at a click. */
export function NewsChip({ events, onShow }: { events: number; onShow: () => void }) {
  return (
    <div class={css.place} role="status">
      {events > 0 && (
        <button type="button" class={css.chip} onClick={onShow}>
          <Icon name="up" size={12} />
          {counted(events, "new event")}
        </button>
      )}
    </div>
  );
}
