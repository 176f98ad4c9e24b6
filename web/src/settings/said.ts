import type { AuditEntry } from "../api/types.ts";

const sentences: Record<string, (subject: string) => string> = {
  "project.created": (subject) => `made the project ${subject}`,
  "project.changed": (subject) => `changed the settings of ${subject}`,
  "filters.changed": (subject) => `changed the filters of ${subject}`,
  "limits.changed": (subject) => `changed the limits of ${subject}`,
  "key.made": (subject) => `made the key ${subject}`,
  "key.revoked": (subject) => `revoked the key ${subject}`,
  "key.restored": (subject) => `restored the key ${subject}`,
  "token.made": (subject) => `made the API token ${subject}`,
  "token.revoked": (subject) => `revoked the API token ${subject}`,
  "token.restored": (subject) => `restored the API token ${subject}`,
  "invitation.made": (subject) => `invited ${subject}`,
  "invitation.revoked": (subject) => `revoked the invitation of ${subject}`,
  "invitation.restored": (subject) => `restored the invitation of ${subject}`,
  "invitation.accepted": () => "joined",
  "alert.made": (subject) => `made the alert ${subject}`,
  "alert.changed": (subject) => `changed the alert ${subject}`,
  "alert.deleted": (subject) => `deleted the alert ${subject}`,
  "alert.restored": (subject) => `restored the alert ${subject}`,
  "tracker.made": (subject) => `connected the tracker ${subject}`,
  "tracker.changed": (subject) => `changed the tracker ${subject}`,
  "tracker.deleted": (subject) => `disconnected the tracker ${subject}`,
  "tracker.restored": (subject) => `connected the tracker ${subject} again`,
  "member.role": (subject) => `changed the role of ${subject}`,
  "member.removed": (subject) => `removed ${subject}`,
  "member.left": () => "left",
  "account.made": (subject) => `made the account ${subject}`,
  "account.signed-in": () => "signed in",
  "account.code-refused": () => "showed a wrong code after the password",
  "account.session-ended": () => "ended sessions",
  "account.password": () => "changed the password",
  "account.second-factor-on": () => "switched the second factor on",
  "account.second-factor-off": (subject) => `switched the second factor of ${subject} off`,
  "account.recovery-codes": () => "made new recovery codes",
  "account.administrator-made": (subject) => `made ${subject} an administrator`,
  "account.administrator-unmade": (subject) => `took administration from ${subject}`,
  "account.disabled": (subject) => `closed the account ${subject}`,
  "account.enabled": (subject) => `opened the account ${subject} again`,
  "account.link-made": (subject) => `made a one-time link for ${subject}`,
};

/** What somebody did, as the end of a sentence that begins with them. */
export function said({ action, subject }: Pick<AuditEntry, "action" | "subject">): string {
  return sentences[action]?.(subject) ?? `${action} ${subject}`.trim();
}
