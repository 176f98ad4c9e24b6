import type { ComponentType } from "preact";
import type { Project } from "../api/types.ts";
import { AnalyticsRoom } from "../analytics/AnalyticsRoom.tsx";
import { HomeRoom } from "../home/HomeRoom.tsx";
import { ErrorsRoom } from "../errors/ErrorsRoom.tsx";
import { productList, ProductRoom } from "../product/ProductRoom.tsx";
import { LogsRoom } from "../logs/LogsRoom.tsx";
import { MonitoringRoom } from "../monitoring/MonitoringRoom.tsx";
import type { IconName } from "../kit/Icon.tsx";

/** A room is a signal's part of the application: /p/{project}/{path}/… is all its own. */
export interface Room {
  path: string;
  name: string;
  icon: IconName;
  /** What its search takes, as an example. */
  search: string;
  /** The list that its search filters, below the project; the room itself when absent. */
  seeks?: (rest: string[]) => string;
  Page: ComponentType<RoomProps>;
}

export interface RoomProps {
  project: Project;
  /** What follows the room's path in the address, in parts. */
  rest: string[];
}

/** In the order of the navigation. A new room is one line here. */
export const rooms: Room[] = [
  { path: "home", name: "Home", icon: "home", search: "Search errors, or level:error release:1.*", seeks: () => "errors", Page: HomeRoom },
  { path: "monitoring", name: "Monitor", icon: "monitoring", search: "Search requests, or outcome:failed method:POST", Page: MonitoringRoom },
  { path: "errors", name: "Errors", icon: "errors", search: "Search errors, or level:error release:1.*", Page: ErrorsRoom },
  { path: "analytics", name: "Visitors", icon: "analytics", search: "Search pages, or source:Google country:DE", Page: AnalyticsRoom },
  { path: "product", name: "Product", icon: "product", search: "Search events, or source:Google plan:large", seeks: productList, Page: ProductRoom },
  { path: "logs", name: "Logs", icon: "logs", search: "Search log lines, or level:error service:shop", Page: LogsRoom },
];

/** Where one comes in. */
export const home: Room = rooms[0]!;
