import type { Project } from "../api/types.ts";
import { IconButton } from "../kit/Button.tsx";
import { ComparePicker } from "./ComparePicker.tsx";
import css from "./Header.module.css";
import { LiveIndicator } from "./LiveIndicator.tsx";
import { ProjectSwitcher } from "./ProjectSwitcher.tsx";
import { RangePicker } from "./RangePicker.tsx";
import type { Room } from "./rooms.ts";
import { Search } from "./Search.tsx";
import { session, sessionProblem } from "./session.ts";
import { ShareButton } from "./ShareButton.tsx";
import { theme, toggleTheme } from "./theme.ts";
import { UserMenu } from "./UserMenu.tsx";

/** The same on every page: whose data, what is sought, which time, compared with what, is it live, who reads. */
export function Header({ project, room }: { project: Project | undefined; room: Room | undefined }) {
  const nothingToSeek = !project && (session.value ?? sessionProblem.value) !== undefined;
  return (
    <header class={css.header}>
      <ProjectSwitcher project={project} room={room} />
      <div class={css.search}>{!nothingToSeek && <Search project={project} room={room} />}</div>
      <div class={css.end}>
        {!nothingToSeek && <LiveIndicator />}
        {!nothingToSeek && <RangePicker />}
        {!nothingToSeek && (
          <span class={css.tools}>
            <ComparePicker />
            <ShareButton />
          </span>
        )}
        <span class={css.quiet}>
          <IconButton icon={theme.value === "dark" ? "sun" : "moon"} label={theme.value === "dark" ? "Light theme" : "Dark theme"} onClick={toggleTheme} />
          <UserMenu />
        </span>
      </div>
    </header>
  );
}
