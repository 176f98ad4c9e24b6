namespace Paddock.Tests.Accounts;

/// <summary>
/// Who may do what, written down a second time: this table is not derived from the program's own. Each endpoint has a line, "METHOD pattern: door", and each door a list of those it
/// lets in. All others are refused, as <see cref="EndpointWalk"/> says.
/// </summary>
internal static class AccessTable
{
    public const string Endpoints =
        """
        GET /api/v1/session: person
        PATCH /api/v1/session: person
        DELETE /api/v1/session: person
        POST /api/v1/session/password: person
        GET /api/v1/session/second-factor: person
        POST /api/v1/session/second-factor: person
        POST /api/v1/session/second-factor/confirm: person
        POST /api/v1/session/second-factor/recovery-codes: person
        POST /api/v1/session/second-factor/off: person
        GET /api/v1/sessions: person
        DELETE /api/v1/sessions: person
        DELETE /api/v1/sessions/{session}: person

        GET /api/v1/accounts: administrator
        PATCH /api/v1/accounts/{account:int}: administrator
        GET /api/v1/audit: administrator

        GET /api/v1/projects: caller
        POST /api/v1/projects: administrator
        GET /api/v1/projects/{id}: masked
        PATCH /api/v1/projects/{id}: manage
        GET /api/v1/projects/{id}/filters: manage
        PUT /api/v1/projects/{id}/filters: manage
        POST /api/v1/projects/{id}/filters/preview: manage
        GET /api/v1/projects/{id}/limits: manage
        PUT /api/v1/projects/{id}/limits: manage

        GET /api/v1/projects/{id}/keys: keys
        POST /api/v1/projects/{id}/keys: settings
        DELETE /api/v1/projects/{id}/keys/{key:int}: settings
        POST /api/v1/projects/{id}/keys/{key:int}/restore: settings
        GET /api/v1/projects/{id}/tokens: tokens
        POST /api/v1/projects/{id}/tokens: tokens
        DELETE /api/v1/projects/{id}/tokens/{token:int}: tokens
        POST /api/v1/projects/{id}/tokens/{token:int}/restore: tokens

        GET /api/v1/projects/{id}/members: colleagues
        PUT /api/v1/projects/{id}/members/{person:int}: settings
        DELETE /api/v1/projects/{id}/members/{person:int}: self
        GET /api/v1/projects/{id}/invitations: settings
        POST /api/v1/projects/{id}/invitations: settings
        DELETE /api/v1/projects/{id}/invitations/{invitation:int}: settings
        POST /api/v1/projects/{id}/invitations/{invitation:int}/restore: settings
        GET /api/v1/projects/{id}/audit: settings
        GET /api/v1/projects/{id}/alerts: self
        POST /api/v1/projects/{id}/alerts: settings
        PATCH /api/v1/projects/{id}/alerts/{alert:int}: settings
        DELETE /api/v1/projects/{id}/alerts/{alert:int}: settings
        POST /api/v1/projects/{id}/alerts/{alert:int}/restore: settings
        POST /api/v1/projects/{id}/alerts/{alert:int}/test: settings
        PUT /api/v1/projects/{id}/alerts/{alert:int}/snooze: settings
        DELETE /api/v1/projects/{id}/alerts/{alert:int}/snooze: settings
        PUT /api/v1/projects/{id}/alerts/{alert:int}/mute: self
        DELETE /api/v1/projects/{id}/alerts/{alert:int}/mute: self
        GET /api/v1/projects/{id}/alerts/messages: settings
        GET /api/v1/projects/{id}/trackers: settings
        POST /api/v1/projects/{id}/trackers: settings
        PATCH /api/v1/projects/{id}/trackers/{tracker:int}: settings
        DELETE /api/v1/projects/{id}/trackers/{tracker:int}: settings
        POST /api/v1/projects/{id}/trackers/{tracker:int}/restore: settings
        POST /api/v1/projects/{id}/trackers/{tracker:int}/test: settings

        GET /api/v1/projects/{id}/analytics: masked
        GET /api/v1/projects/{id}/analytics/top: masked
        GET /api/v1/projects/{id}/analytics/vitals: masked
        GET /api/v1/projects/{id}/issues: masked
        GET /api/v1/projects/{id}/issues/{issue:int}: masked
        GET /api/v1/projects/{id}/issues/{issue:int}/events/{eventId}: personal
        GET /api/v1/projects/{id}/issues/{issue:int}/events/{eventId}/grouping: personal
        GET /api/v1/projects/{id}/grouping: settings
        POST /api/v1/projects/{id}/grouping/preview: settings
        PUT /api/v1/projects/{id}/grouping: settings
        PATCH /api/v1/projects/{id}/issues: triage
        POST /api/v1/projects/{id}/issues/undo/{undo:int}: triage
        POST /api/v1/projects/{id}/issues/merge: triage
        POST /api/v1/projects/{id}/issues/{issue:int}/unmerge: triage
        GET /api/v1/projects/{id}/issues/{issue:int}/merged: masked
        GET /api/v1/projects/{id}/issues/discarded: masked
        GET /api/v1/projects/{id}/issues/searches: personal
        POST /api/v1/projects/{id}/issues/searches: triage
        DELETE /api/v1/projects/{id}/issues/searches/{search:int}: triage
        GET /api/v1/projects/{id}/issues/values: personal
        GET /api/v1/projects/{id}/issues/export: personal
        POST /api/v1/projects/{id}/issues/{issue:int}/comments: triage
        PATCH /api/v1/projects/{id}/issues/{issue:int}/comments/{comment:int}: triage
        DELETE /api/v1/projects/{id}/issues/{issue:int}/comments/{comment:int}: triage
        POST /api/v1/projects/{id}/issues/{issue:int}/comments/{comment:int}/restore: triage
        GET /api/v1/projects/{id}/issues/{issue:int}/viewers: personal
        POST /api/v1/projects/{id}/issues/{issue:int}/viewers: triage
        GET /api/v1/projects/{id}/issues/{issue:int}/activity: masked
        GET /api/v1/projects/{id}/issues/{issue:int}/people: personal
        GET /api/v1/projects/{id}/issues/{issue:int}/suspects: personal
        GET /api/v1/projects/{id}/issues/{issue:int}/sales: masked
        GET /api/v1/projects/{id}/issues/{issue:int}/tickets: masked
        POST /api/v1/projects/{id}/issues/{issue:int}/tickets: triage
        GET /api/v1/projects/{id}/issues/{issue:int}/tickets/draft: personal
        DELETE /api/v1/projects/{id}/issues/{issue:int}/tickets/{ticket:int}: triage
        POST /api/v1/projects/{id}/issues/{issue:int}/tickets/{ticket:int}/restore: triage
        GET /api/v1/projects/{id}/assignees: personal
        GET /api/v1/projects/{id}/blobs/{hash}: personal
        GET /api/v1/projects/{id}/source-maps: masked
        DELETE /api/v1/projects/{id}/source-maps/{upload:int}: triage
        POST /api/v1/projects/{id}/source-maps/{upload:int}/restore: triage
        GET /api/v1/projects/{id}/metrics: personal
        GET /api/v1/projects/{id}/metrics/graph: personal
        GET /api/v1/projects/{id}/traces/{trace}: masked
        GET /api/v1/projects/{id}/traces/{trace}/links: masked
        GET /api/v1/projects/{id}/story: personal
        GET /api/v1/projects/{id}/difference: personal
        GET /api/v1/projects/{id}/arrivals: masked
        GET /api/v1/projects/{id}/releases: masked
        GET /api/v1/projects/{id}/releases/latest: masked
        GET /api/v1/projects/{id}/releases/{release}: personal
        GET /api/v1/projects/{id}/find: masked
        GET /api/v1/projects/{id}/logs: masked
        GET /api/v1/projects/{id}/logs/facets: masked
        GET /api/v1/projects/{id}/requests: masked
        GET /api/v1/projects/{id}/requests/samples: masked
        GET /api/v1/projects/{id}/monitors: masked
        POST /api/v1/projects/{id}/monitors: triage
        GET /api/v1/projects/{id}/monitors/answers: masked
        GET /api/v1/projects/{id}/monitors/{monitor:int}: masked
        PUT /api/v1/projects/{id}/monitors/{monitor:int}: triage
        DELETE /api/v1/projects/{id}/monitors/{monitor:int}: triage
        POST /api/v1/projects/{id}/monitors/{monitor:int}/restore: triage
        POST /api/v1/projects/{id}/monitors/{monitor:int}/pause: triage
        POST /api/v1/projects/{id}/monitors/{monitor:int}/resume: triage
        POST /api/v1/projects/{id}/monitors/{monitor:int}/check: triage
        GET /api/v1/projects/{id}/monitors/{monitor:int}/results: masked
        GET /api/v1/projects/{id}/incidents: masked
        GET /api/v1/projects/{id}/product/events: masked
        GET /api/v1/projects/{id}/product/funnel: masked
        GET /api/v1/projects/{id}/product/retention: masked
        GET /api/v1/projects/{id}/people: personal
        GET /api/v1/projects/{id}/people/names: personal
        GET /api/v1/projects/{id}/live: masked
        POST /api/v1/projects/{id}/sql: sql

        GET /api/0/{**path}: receiver

        GET /sign-in: open
        POST /sign-in: form
        GET /sign-in/code: open
        POST /sign-in/code: form
        GET /invitation/{token}: open
        POST /invitation/{token}: form
        GET /mute/{token}: open
        POST /mute/{token}: open
        GET /sign-out: open
        POST /sign-out: form
        GET /welcome/{token}: open
        POST /welcome/{token}: form
        GET /: open
        GET /p/{**route}: open
        GET /settings/{**route}: open
        GET /kit: open
        GET /app/{**path}: open
        GET /pages/{**path}: open
        GET /healthz: open
        GET /readyz: open
        GET /metrics: open
        GET /openapi/v1.json: open
        POST /_bulk: receiver
        PUT /_bulk: receiver
        POST /{index}/_bulk: receiver
        PUT /{index}/_bulk: receiver
        POST /gelf: receiver
        POST /api/v1/write: receiver
        GET /batch: receiver
        POST /batch: receiver
        GET /e: receiver
        POST /e: receiver
        GET /i/v0/e: receiver
        POST /i/v0/e: receiver
        GET /capture: receiver
        POST /capture: receiver
        GET /track: receiver
        POST /track: receiver
        GET /engage: receiver
        POST /engage: receiver
        GET /groups: receiver
        POST /groups: receiver
        POST /import: receiver
        GET /s: receiver
        POST /s: receiver
        GET /a: receiver
        POST /a: receiver
        POST /mp/collect: receiver
        POST /debug/mp/collect: open
        POST /in/ga4/debug/mp/collect: open
        GET /flags: open
        POST /flags: open
        GET /decide: open
        POST /decide: open
        GET /flags/definitions: open
        GET /api/feature_flag/local_evaluation: open
        GET /array/{key}/config: open
        GET /array/{key}/config.js: open
        GET /in/posthog/flags: open
        POST /in/posthog/flags: open
        GET /in/posthog/decide: open
        POST /in/posthog/decide: open
        GET /in/posthog/flags/definitions: open
        GET /in/posthog/api/feature_flag/local_evaluation: open
        GET /in/posthog/array/{key}/config: open
        GET /in/posthog/array/{key}/config.js: open
        """;

    /// <summary>Paths below which everything is of one kind: receivers open to ingest keys alone, the admin socket is not reached by HTTP, scripts are anybody's.</summary>
    public static readonly (string Prefix, string Door)[] Families =
    [
        ("/api/v1/", ""), ("/api/0", "cli"), ("/admin/", "socket"), ("/js/", "open"),
        ("/api/", "receiver"), ("/in/", "receiver"), ("/v1/", "receiver"), ("/otlp/", "receiver"), ("/loki/", "receiver"), ("/insert/", "receiver"), ("/ingest/", "receiver"),
        ("/3.0/", "receiver"), ("/opentelemetry.proto.collector.", "receiver"),
    ];

    public static readonly IReadOnlyDictionary<string, string[]> Doors = new Dictionary<string, string[]>
    {
        ["caller"] = [.. Everybody, .. Tokens, "token of the neighbour", "token of a viewer", "token of a left member"],
        ["person"] = [.. Everybody],
        ["administrator"] = ["administrator"],
        // Without personal data: the answers are read once more in MaskedRolesTests.
        ["masked"] = ["administrator", "owner", "admin", "member", "viewer", "support", "marketing", .. Tokens, "token of a viewer"],
        ["personal"] = ["administrator", "owner", "admin", "member", "viewer", "token personal", "token sql", "token of a viewer"],
        ["sql"] = ["administrator", "owner", "admin", "member", "viewer", "token sql", "token of a viewer"],
        ["triage"] = ["administrator", "owner", "admin", "member", "token write"],
        ["manage"] = ["administrator", "owner", "admin", "token manage"],
        ["keys"] = ["administrator", "owner", "admin", "member"],
        ["tokens"] = ["administrator", "owner", "admin", "member"],
        ["settings"] = ["administrator", "owner", "admin"],
        ["colleagues"] = ["administrator", "owner", "admin", "member", "viewer"],
        ["self"] = ["administrator", "owner", "admin", "member", "viewer", "support", "marketing"],
    };

    private static string[] Everybody => ["administrator", "owner", "admin", "member", "viewer", "support", "marketing", "neighbour"];

    private static string[] Tokens => ["token read", "token personal", "token sql", "token write", "token manage"];

    public static Dictionary<string, string> Read() => Endpoints.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(static line => line.LastIndexOf(": ", StringComparison.Ordinal) is var at ? (line[..at], line[(at + 2)..]) : default)
        .ToDictionary(static entry => entry.Item1, static entry => entry.Item2);
}
