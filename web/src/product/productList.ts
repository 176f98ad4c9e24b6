const lists = ["funnel", "retention", "people"];

/** A search filters the page that is shown; from a person it leads to the people. */
export function productList([page = ""]: string[]): string {
  return lists.includes(page) ? `product/${page}` : "product";
}
