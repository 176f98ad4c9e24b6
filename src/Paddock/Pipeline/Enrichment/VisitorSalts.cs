using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Paddock.Pipeline.Enrichment;

/// <summary>
/// Tells visitors apart for a day without remembering anything on their side: an id is a keyed hash (SipHash) of project, site, user agent and address, and its
/// key, the day's salt, is thrown away after two days; from then on nobody, we included, can find out whose id it was. Salts are 16 random bytes, changed at
/// midnight UTC; today's and yesterday's live, in memory and in one file outside of database, events and backups.
/// </summary>
/// <remarks>A visit across midnight stays one: who was seen within half an hour under yesterday's salt keeps that id. Which ids those are is known in memory only.</remarks>
internal sealed class VisitorSalts : BackgroundService
{
    private const string FileName = "visitors";
    private const int SaltBytes = 16;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const int LongestPart = 512;
    private const int LongestIdentity = 2 * 3 * LongestPart + 4 * sizeof(ulong);

    // Some 64 bytes each: 13 MB on a site with 200,000 visitors around midnight. More of them are new visitors at midnight.
    private const int MostOvernight = 200_000;

    /// <summary>As long as a visit may pause.</summary>
    private static readonly TimeSpan VisitPause = TimeSpan.FromMinutes(30);

    private readonly string _directory;
    private readonly TimeProvider _time;
    private readonly Lock _turning = new();
    private readonly ConcurrentDictionary<ulong, long> _overnight = new();
    private int _inOvernight;
    private Salts _salts;

    /// <param name="directory">Of its own, 0700; made when missing.</param>
    public VisitorSalts(string directory, TimeProvider time)
    {
        _directory = Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute).FullName;
        _time = time;
        _salts = Salts.None;
        Turn(Today());
    }

    private readonly record struct Salt(ulong Key0, ulong Key1);

    /// <param name="Day">Number of the day since 1970 on which <paramref name="Current"/> was made.</param>
    private sealed record Salts(int Day, Salt Current, Salt? Previous)
    {
        public static readonly Salts None = new(-2, default, null);
    }

    /// <returns>Never 0, which means none.</returns>
    public ulong Of(int project, string site, string? userAgent, IPAddress? address)
    {
        var now = _time.GetUtcNow();
        var salts = Volatile.Read(ref _salts);
        var today = DayOf(now);
        if (salts.Day != today) salts = Turn(today);

        Span<byte> identity = stackalloc byte[LongestIdentity];
        var words = MemoryMarshal.Cast<byte, ulong>(identity[..Write(identity, project, site, userAgent, address)]);
        if (salts.Previous is { } previous && Id(previous, words) is var earlier && _inOvernight > 0 && _overnight.TryGetValue(earlier, out var seen))
        {
            if (now.UtcTicks - seen <= VisitPause.Ticks)
            {
                _overnight[earlier] = now.UtcTicks;
                return earlier;
            }
        }
        var id = Id(salts.Current, words);
        if (now.TimeOfDay >= TimeSpan.FromDays(1) - VisitPause) Remember(id, now.UtcTicks);
        return id;
    }

    // Turns also when nobody comes: what was promised to be gone is gone. Every hour, for those of last night to be forgotten, too.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Turn(Today());
            Forget(keepRecent: true);
            var sinceHour = TimeSpan.FromTicks(_time.GetUtcNow().UtcTicks % TimeSpan.TicksPerHour);
            await Task.Delay(TimeSpan.FromHours(1) - sinceHour, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Remember(ulong id, long ticks)
    {
        if (_overnight.TryGetValue(id, out _)) _overnight[id] = ticks;
        else if (Volatile.Read(ref _inOvernight) < MostOvernight && _overnight.TryAdd(id, ticks)) Interlocked.Increment(ref _inOvernight);
    }

    private Salts Turn(int today)
    {
        lock (_turning)
        {
            if (_salts.Day == today) return _salts;
            var known = _salts.Day == Salts.None.Day ? ReadFile() : _salts;
            var isNextDay = known.Day == today - 1;
            if (known.Day != today) known = new Salts(today, NewSalt(), isNextDay ? known.Current : null);
            Forget(isNextDay);
            TryWriteFile(known);
            Volatile.Write(ref _salts, known);
            return known;
        }
    }

    // Yesterday's visitors of the last half hour stay for the night; the night before is over.
    private void Forget(bool keepRecent)
    {
        var oldest = _time.GetUtcNow().UtcTicks - VisitPause.Ticks;
        foreach (var (id, seen) in _overnight)
        {
            if ((!keepRecent || seen < oldest) && _overnight.TryRemove(id, out _)) Interlocked.Decrement(ref _inOvernight);
        }
    }

    private static Salt NewSalt()
    {
        Span<byte> bytes = stackalloc byte[SaltBytes];
        RandomNumberGenerator.Fill(bytes);
        return SaltOf(bytes);
    }

    private static Salt SaltOf(ReadOnlySpan<byte> bytes) => new(BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[sizeof(ulong)..]));

    private static ulong Id(Salt salt, ReadOnlySpan<ulong> words) => SipHash.Compute(salt.Key0, salt.Key1, words) is var id && id != 0 ? id : 1;

    // Each part with its length, so that no two visitors write the same bytes; whole words, the rest zeros. Of an IPv6 address the network (/64) counts:
    // devices change the other half as they like.
    private static int Write(Span<byte> target, int project, string site, string? userAgent, IPAddress? address)
    {
        const int head = sizeof(int) + sizeof(byte) + sizeof(ushort);
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        Span<byte> network = stackalloc byte[SaltBytes];
        var networkLength = 0;
        address?.TryWriteBytes(network, out networkLength);
        networkLength = Math.Min(networkLength, sizeof(ulong));
        network[..networkLength].CopyTo(target[head..]);
        var at = head + networkLength;
        var siteLength = Encoding.UTF8.GetBytes(Cut(site), target[at..]);
        at += siteLength;
        at += Encoding.UTF8.GetBytes(Cut(userAgent), target[at..]);
        BitConverter.TryWriteBytes(target, project);
        target[sizeof(int)] = (byte)networkLength;
        BitConverter.TryWriteBytes(target[(sizeof(int) + 1)..], (ushort)siteLength);
        var end = (at + sizeof(ulong) - 1) / sizeof(ulong) * sizeof(ulong);
        target[at..end].Clear();
        return end;
    }

    private static ReadOnlySpan<char> Cut(string? text) => text.AsSpan(0, Math.Min(text?.Length ?? 0, LongestPart));

    // "20780 <current> <previous>", hexadecimal; the previous one is missing after a day without us.
    private Salts ReadFile()
    {
        var file = Path.Combine(_directory, FileName);
        if (!File.Exists(file)) return Salts.None;
        var parts = File.ReadAllText(file).Trim().Split(' ');
        try
        {
            return new Salts(int.Parse(parts[0], CultureInfo.InvariantCulture), SaltOf(Convert.FromHexString(parts[1])), parts.Length > 2 ? SaltOf(Convert.FromHexString(parts[2])) : null);
        }
        catch (Exception damaged) when (damaged is FormatException or ArgumentException or IndexOutOfRangeException)
        {
            return Salts.None; // visitors of today are counted anew; nothing else hangs on it
        }
    }

    // Without the file, a restart counts the day's visitors anew; that is no reason to refuse what they do now. An old file must not stay.
    private void TryWriteFile(Salts salts)
    {
        try
        {
            WriteFile(salts);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            File.Delete(Path.Combine(_directory, FileName));
        }
    }

    private void WriteFile(Salts salts)
    {
        var file = Path.Combine(_directory, FileName);
        var content = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{salts.Day} {Hex(salts.Current)}");
        if (salts.Previous is { } previous) content.Append(' ').Append(Hex(previous));
        using (var stream = new FileStream(file + ".new", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            stream.Write(Encoding.ASCII.GetBytes(content.ToString()));
            stream.Flush(flushToDisk: true);
        }
        File.Move(file + ".new", file, overwrite: true);
    }

    private static string Hex(Salt salt) => Convert.ToHexString([.. BitConverter.GetBytes(salt.Key0), .. BitConverter.GetBytes(salt.Key1)]);

    private int Today() => DayOf(_time.GetUtcNow());

    private static int DayOf(DateTimeOffset time) => (int)(time - DateTimeOffset.UnixEpoch).TotalDays;
}
