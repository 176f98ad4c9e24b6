/** In the order in which they are offered; docs/guides/people-and-roles.md has the whole table. */
export const roles = [
  { name: "owner", says: "everything, also who else owns the project" },
  { name: "admin", says: "settings, keys, people and the audit log; not owners" },
  { name: "member", says: "reads everything, works on errors, makes API tokens" },
  { name: "viewer", says: "reads everything, also by SQL; changes nothing" },
  { name: "support", says: "figures, lists and traces without personal data, no SQL" },
  { name: "marketing", says: "figures, lists and traces without personal data, no SQL" },
];

export function roleOptions(mayMakeOwners: boolean): { value: string; name: string; disabled: boolean }[] {
  return roles.map(({ name }) => ({ value: name, name, disabled: name === "owner" && !mayMakeOwners }));
}
