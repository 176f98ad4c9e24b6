/** A search filters what is shown: the metrics, the series of one, else the requests. */
export function monitoringList([page = "", name]: string[]): string {
  if (page !== "metrics") return "monitoring";
  return name ? `monitoring/metrics/${name}` : "monitoring/metrics";
}

/** An example of what such a search takes. */
export function monitoringSearch([page = "", name]: string[]): string {
  if (page !== "metrics") return "Search requests, or outcome:failed method:POST";
  return name ? "Search its series, or service:shop" : "Search metrics by name";
}
