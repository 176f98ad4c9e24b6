using Microsoft.EntityFrameworkCore;
using Paddock.Database;
using Paddock.Database.Rows;

namespace Paddock.Hosting;

/// <summary>How people and SDKs reach this server: the <c>BaseUrl</c> that was set, or else what can be known.</summary>
internal sealed class PublicAddress(PaddockOptions options)
{
    private const string Setting = "base-url";
    private Uri? _learnt;

    public Uri BaseUrl => options.BaseUrlIsSet ? options.BaseUrl : _learnt ?? options.BaseUrl;

    /// <summary>For what is shown to the sender of this request: the name by which they found the server is one that works.</summary>
    public Uri SeenBy(HttpRequest request) =>
        !options.BaseUrlIsSet && Uri.TryCreate($"{request.Scheme}://{request.Host}/", UriKind.Absolute, out var seen) ? seen : BaseUrl;

    /// <summary>Also true behind a proxy that ends TLS and does not say so, when the address that was set is the one in use.</summary>
    public bool IsHttps(HttpRequest request) =>
        request.IsHttps
        || (options.BaseUrlIsSet
            && options.BaseUrl.Scheme == Uri.UriSchemeHttps
            && string.Equals(request.Host.Value, options.BaseUrl.Authority, StringComparison.OrdinalIgnoreCase));

    /// <summary>Told by the server once it listens (a port 0 has become a real one), and kept for commands that are given while no server runs.</summary>
    public async Task ListensOnAsync(IEnumerable<string> addresses, RelationalStore store, CancellationToken cancellation)
    {
        if (addresses.FirstOrDefault(address => !address.Contains("://unix:", StringComparison.Ordinal)) is { } first)
            _learnt = PaddockOptions.FirstReachable(first);
        await store.WriteAsync(async (db, stop) =>
        {
            if (await db.Settings.SingleOrDefaultAsync(row => row.Name == Setting, stop) is { } kept)
                kept.Value = BaseUrl.AbsoluteUri;
            else
                db.Settings.Add(new SettingRow { Name = Setting, Value = BaseUrl.AbsoluteUri });
            return 0;
        }, cancellation);
    }

    /// <summary>Reads what the last server kept.</summary>
    public async Task RecallAsync(RelationalStore store, CancellationToken cancellation)
    {
        var kept = await store.ReadAsync((db, stop) => db.Settings.SingleOrDefaultAsync(row => row.Name == Setting, stop), cancellation);
        _learnt = kept is null ? null : new Uri(kept.Value);
    }
}
