/** A search filters what is shown: the metrics, the series of one, else the requests. */
export function monitoringList([page = "", name]: string[]): string {
  if (page !== "metrics") return "monitoring";
  return name ? `monitoring/metrics/${name}` : "monitoring/metrics";
}
