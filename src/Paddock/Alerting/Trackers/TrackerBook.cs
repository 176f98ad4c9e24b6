using System.Collections.Frozen;
using System.Text.Json;
using Paddock.Accounts.SecondFactor;
using Paddock.Database.Rows;

namespace Paddock.Alerting.Trackers;

/// <summary>A tracker's row together with what speaks to it.</summary>
internal sealed class TrackerBook(IEnumerable<ITracker> kinds, SecretBox box)
{
    public const string KeyLost = "The token cannot be read: the file secrets.key is another one. Give the tracker its token anew.";

    private readonly FrozenDictionary<string, ITracker> _kinds = kinds.ToFrozenDictionary(static tracker => tracker.Kind);

    /// <returns>Null: there is no such kind.</returns>
    public ITracker? Kind(string? name) => name is null ? null : _kinds.GetValueOrDefault(name);

    public ITracker Of(TrackerRow row) => _kinds[row.Kind];

    /// <returns>Null: its token cannot be read (<see cref="KeyLost"/>).</returns>
    public TrackerTarget? Open(TrackerRow row) =>
        box.Open(row.Sealed, row.ProjectId) is { } json && JsonSerializer.Deserialize(json, TrackersApiJson.Default.TrackerSecret) is { } secret
            ? new(row.Url, row.Place, row.TicketType, secret.User, secret.Token) : null;

    public byte[] Seal(TrackerTarget target, int project) => box.Seal(JsonSerializer.SerializeToUtf8Bytes(new TrackerSecret(target.User, target.Token), TrackersApiJson.Default.TrackerSecret), project);
}

/// <summary>What of a tracker is kept encrypted.</summary>
internal sealed record TrackerSecret(string User, string Token);
