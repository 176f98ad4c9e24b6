using System.IO.Compression;

namespace Paddock.ProcessTests;

/// <summary>Bodies that nobody sends who means well, for any door: what is no text, no JSON, too deep, too long, or packed to burst.</summary>
/// <param name="Encoding">as Content-Encoding says; null: none</param>
internal sealed record HostileBody(string What, byte[] Bytes, string? Encoding = null)
{
    private const int Deep = 100_000, Long = 1 << 20, Bomb = 256 << 20;

    public static readonly HostileBody[] All =
    [
        new("nothing", []),
        Text("white space", new string(' ', Long)),
        Text("cut off", """{"batch":[{"event":"a","properties":{"""),
        Text("a word", "nonsense"),
        Text("a number", "1e400"),
        Text("null", "null"),
        Text("a list of nothing", "[null,[],{},0,\"\"]"),
        Text("types that are others", """{"batch":7,"streams":"x","events":{"a":1},"resourceLogs":[[]],"data":[],"event":{},"sent_at":{},"timestamp":[],"exception":"x","payload":3}"""),
        Text("half of a character", """{"event":"\ud83d","message":"\ud83d","user":{"id":"\udc00"},"api_key":"\ud83d"}"""),
        Text("NUL", "{\"event\":\"a\\u0000b\",\"message\":\"a\\u0000b\",\"distinct_id\":\"\\u0000\"}"),
        Text("lists without end", new string('[', Deep)),
        Text("objects without end", string.Concat(Enumerable.Repeat("{\"a\":", Deep))),
        Text("deep and whole", new string('[', Deep) + new string(']', Deep)),
        Text("a long name", $$"""{"{{new string('k', Long)}}":1}"""),
        Text("a long value", $$"""{"message":"{{new string('v', Long)}}"}"""),
        Text("many names", $$"""{{{string.Join(',', Enumerable.Range(0, 20_000).Select(static number => $"\"k{number}\":{number}"))}}}"""),
        Text("one name many times", $$"""{{{string.Join(',', Enumerable.Repeat("\"event\":\"a\"", 20_000))}}}"""),
        Text("many lines", string.Concat(Enumerable.Repeat("x\n", 50_000))),
        Text("a form", "data=%%%&data=%7B%22&verbose=1&" + new string('&', 10_000)),
        new("UTF-16", System.Text.Encoding.Unicode.GetBytes("""{"event":"a"}""")),
        new("a byte order mark", [0xEF, 0xBB, 0xBF, .. "{\"event\":\"a\"}"u8]),
        new("no UTF-8", [.. "{\"event\":\""u8, 0xC3, 0x28, 0xFF, 0xFE, 0xED, 0xA0, 0x80, .. "\"}"u8]),
        new("noise", Noise()),
        new("protobuf that says it is longer", [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x0A, 0x02]),
        new("protobuf groups without end", [.. Enumerable.Repeat((byte)0x0B, Deep)]),
        Text("not what it says it is packed with", """{"event":"a"}""", "gzip"),
        new("cut in packing", Packed(Long)[..^20], "gzip"),
        new("a bomb", Packed(Bomb), "gzip"),
        Text("an unknown packing", "{}", "x-none"),
        Text("packed without end", "{}", string.Join(", ", Enumerable.Repeat("gzip", 50))),
    ];

    private static HostileBody Text(string what, string text, string? encoding = null) => new(what, System.Text.Encoding.UTF8.GetBytes(text), encoding);

    private static byte[] Noise()
    {
        var noise = new byte[64 << 10];
        new Random(1).NextBytes(noise);
        return noise;
    }

    private static byte[] Packed(int zeros)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            var some = new byte[Long];
            for (var written = 0; written < zeros; written += some.Length) gzip.Write(some);
        }
        return packed.ToArray();
    }
}
