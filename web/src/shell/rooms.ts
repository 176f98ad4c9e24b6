import type { Project } from "../api/types.ts";
import type { IconName } from "../kit/Icon.tsx";
import { monitoringList, monitoringSearch } from "../monitoring/monitoringList.ts";
import { productList } from "../product/productList.ts";
import { lazy, type Lazy } from "./lazy.tsx";

/** A room is a signal's part of the application: /p/{project}/{path}/… is all its own. */
export interface Room {
  path: string;
  name: string;
  icon: IconName;
  /** What its search takes, as an example; `rest` as for the room's page. */
  search: (rest: string[]) => string;
  /** The list that its search filters, below the project; the room itself when absent. */
  seeks?: (rest: string[]) => string;
  /** What can stand in place of the last word that was typed, the likeliest first. */
  suggest?: (project: Project, range: string, word: string) => Promise<string[]>;
  Page: Lazy<RoomProps>;
}

export interface RoomProps {
  project: Project;
  /** What follows the room's path in the address, in parts. */
  rest: string[];
}

const HomeRoom = lazy<RoomProps>(async () => (await import("../home/HomeRoom.tsx")).HomeRoom);
const MonitoringRoom = lazy<RoomProps>(async () => (await import("../monitoring/MonitoringRoom.tsx")).MonitoringRoom);
const ErrorsRoom = lazy<RoomProps>(async () => (await import("../errors/ErrorsRoom.tsx")).ErrorsRoom);
const AnalyticsRoom = lazy<RoomProps>(async () => (await import("../analytics/AnalyticsRoom.tsx")).AnalyticsRoom);
const ProductRoom = lazy<RoomProps>(async () => (await import("../product/ProductRoom.tsx")).ProductRoom);
const LogsRoom = lazy<RoomProps>(async () => (await import("../logs/LogsRoom.tsx")).LogsRoom);

/** In the order of the navigation. A new room is a line above and one here. */
export const rooms: Room[] = [
  { path: "home", name: "Home", icon: "home", search: () => "Search errors, or level:error release:1.*", seeks: () => "errors", Page: HomeRoom },
  {
    path: "monitoring",
    name: "Monitor",
    icon: "monitoring",
    search: monitoringSearch,
    seeks: monitoringList,
    Page: MonitoringRoom,
  },
  {
    path: "errors",
    name: "Errors",
    icon: "errors",
    search: () => "Search errors, or level:error release:1.*",
    suggest: async (...typed) => (await import("../errors/suggest.ts")).suggest(...typed),
    Page: ErrorsRoom,
  },
  { path: "analytics", name: "Visitors", icon: "analytics", search: () => "Search pages, or source:Google country:DE", Page: AnalyticsRoom },
  { path: "product", name: "Product", icon: "product", search: () => "Search events, or source:Google plan:large", seeks: productList, Page: ProductRoom },
  { path: "logs", name: "Logs", icon: "logs", search: () => "Search log lines, or level:error service:shop", Page: LogsRoom },
];

/** The state at a glance. */
export const home: Room = rooms[0]!;

/** The room of an address below a project: "/p/shop/errors/7". */
export function roomAt(path: string): Room | undefined {
  const [, house, , name] = path.split("/");
  return house === "p" ? (name ? rooms.find((room) => room.path === name) : home) : undefined;
}
