using System.Text;

namespace Paddock.Fuzz;

/// <summary>Makes new input from what is known: cuts, repeats, splices, flips, and words that parsers stumble over. The same seed makes the same input.</summary>
public sealed class Mutator(IReadOnlyList<byte[]> seeds, int seed)
{
    private const int LongestInput = 64 * 1024;

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "\"", "\\", "\\\"", "{", "}", "[", "]", ":", ",", "null", "NaN", "-Infinity", "1e999", "\\ud800", "\\u0000", "\n", "\r\n", "\0",
            "password=", "'password': '", "Authorization: Bearer ", "Cookie: ", "token%3D", "--api-key ", "://a:b@", "?key=", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x",
            "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "4242 4242 4242 4242", "203.0.113.9", "2001:db8::9", "[Filtered]", "…",
            "{\"type\":\"event\"}\n", "{\"type\":\"event\",\"length\":9}\n", "\"exception\":", "\"stacktrace\":{\"frames\":[", "\"values\":[", "\"tags\":", "\"length\":-1",
            "\"kvlistValue\":{\"values\":[", "\"arrayValue\":{\"values\":[", "{\"stringValue\":\"", "\"attributes\":[{\"key\":\"", "\"scopeLogs\":[", "\"dataPoints\":[",
        }.Select(Encoding.UTF8.GetBytes),
        // Protobuf: a length that lies, one of ten bytes, a field of every wire type, an empty message.
        [0x0A, 0x7F], [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x08, 0x01], [0x09, 0, 0, 0, 0, 0, 0, 0, 0], [0x0D, 0, 0, 0, 0], [0x0B], [0x12, 0x00], [0x32, 0x00],
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF], [0x1F, 0x8B], [0x28, 0xB5, 0x2F, 0xFD],
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        var input = seeds.Count == 0 ? [] : seeds[_random.Next(seeds.Count)];
        for (var steps = _random.Next(1, 8); steps > 0; steps--)
            input = Step(input);
        return input.Length > LongestInput ? input[..LongestInput] : input;
    }

    private byte[] Step(byte[] input)
    {
        var at = _random.Next(input.Length + 1);
        var end = Math.Min(input.Length, at + _random.Next(1, 64));
        switch (_random.Next(7))
        {
            case 0:
                return [.. input[..at], .. Words[_random.Next(Words.Length)], .. input[at..]];
            case 1:
                return [.. input[..at], .. Words[_random.Next(Words.Length)], .. input[end..]];
            case 2:
                return [.. input[..at], .. input[end..]];
            case 3:
                return [.. input[..end], .. input[at..]];
            case 4:
                var other = seeds[_random.Next(seeds.Count)];
                return [.. input[..at], .. other[_random.Next(other.Length + 1)..]];
            case 5:
                return input[..at];
            default:
                var changed = (byte[])input.Clone();
                if (changed.Length > 0)
                    changed[Math.Min(at, changed.Length - 1)] = (byte)_random.Next(256);
                return changed;
        }
    }
}
