using System.Net;
using MaxMind.Db;

namespace Paddock.Pipeline.Enrichment;

/// <summary>
/// The country of an address, from the file beside the program or the one that the setting names, mapped into memory.
/// Without a file every country is "". Addresses are looked up and forgotten.
/// </summary>
internal sealed class Countries(string? file) : IDisposable
{
    private readonly Reader? _reader = File.Exists(file) ? new Reader(file, FileAccessMode.MemoryMapped) : null;

    /// <summary>Two capital letters (ISO 3166-1), or "".</summary>
    public string Of(IPAddress? address)
    {
        if (_reader is null || address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var found = _reader.Find<Place>(address);
        return found?.Code ?? found?.Country?.Code ?? "";
    }

    public void Dispose() => _reader?.Dispose();

    /// <summary>ip-location-db's files have the code at the top, MaxMind's and DB-IP's in a country.</summary>
    [method: Constructor]
    internal sealed class Place([MapKey("country_code")] string? code = null, [MapKey("country")] Land? country = null)
    {
        public string? Code => code;
        public Land? Country => country;
    }

    [method: Constructor]
    internal sealed class Land([MapKey("iso_code")] string? code = null)
    {
        public string? Code => code;
    }
}
