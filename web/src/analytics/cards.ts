/** One list of the room: what visitors can be broken down by, in tabs. */
export interface Card {
  /** Of the address: which tab is shown. */
  key: string;
  name: string;
  /** What a row without a value means. */
  tabs: { by: string; name: string; none: string }[];
}

export const cards: Card[] = [
  {
    key: "pages",
    name: "Pages",
    tabs: [
      { by: "page", name: "Pages", none: "(no path)" },
      { by: "route", name: "Routes", none: "No route" },
      { by: "entry", name: "Entry", none: "(no page)" },
      { by: "exit", name: "Exit", none: "(no page)" },
    ],
  },
  {
    key: "sources",
    name: "Sources",
    tabs: [
      { by: "channel", name: "Channels", none: "Direct" },
      { by: "source", name: "Sources", none: "Direct or unknown" },
      { by: "referrer", name: "Referrers", none: "None" },
      { by: "utm_campaign", name: "Campaigns", none: "No campaign" },
    ],
  },
  {
    key: "devices",
    name: "Places and devices",
    tabs: [
      { by: "country", name: "Countries", none: "Unknown" },
      { by: "device", name: "Devices", none: "Unknown" },
      { by: "browser", name: "Browsers", none: "Unknown" },
      { by: "os", name: "Systems", none: "Unknown" },
    ],
  },
  {
    key: "events",
    name: "What they did",
    tabs: [
      { by: "event", name: "Events", none: "(no name)" },
      { by: "site", name: "Hosts", none: "Unknown" },
      { by: "language", name: "Languages", none: "Unknown" },
    ],
  },
];
