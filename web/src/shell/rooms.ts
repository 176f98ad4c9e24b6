import type { ComponentType } from "preact";
import type { Project } from "../api/types.ts";
import { ErrorsRoom } from "../errors/ErrorsRoom.tsx";
import type { IconName } from "../kit/Icon.tsx";

/** A room is a signal's part of the application: /p/{project}/{path}/… is all its own. */
export interface Room {
  path: string;
  name: string;
  icon: IconName;
  Page: ComponentType<RoomProps>;
}

export interface RoomProps {
  project: Project;
  /** What follows the room's path in the address, in parts. */
  rest: string[];
}

/** In the order of the navigation. A new room is one line here. */
export const rooms: Room[] = [{ path: "errors", name: "Errors", icon: "errors", Page: ErrorsRoom }];
