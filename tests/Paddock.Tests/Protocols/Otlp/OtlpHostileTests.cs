using System.Diagnostics;
using System.Text;
using Paddock.Protocols.Otlp;
using Paddock.Testing;

namespace Paddock.Tests.Protocols.Otlp;

public sealed class OtlpHostileTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    public static TheoryData<string> Cases => [.. Corpus.OtlpCases.Where(static name => !name.EndsWith("gzip", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_body_that_is_cut_off_anywhere_is_malformed_or_ends_between_records(string name)
    {
        var body = await Corpus.BodyAsync(name);
        var signal = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..].Split('-')[0];
        var encoding = body[0] == '{' ? OtlpEncoding.Json : OtlpEncoding.Protobuf;
        for (var length = 1; length < body.Length; length++)
            Assert.Equal(OtlpStatus.Malformed, Otlp.Read(signal, body[..length], encoding).Result.Status);
    }

    [Theory]
    [InlineData("0A7F")]
    [InlineData("0AFFFFFFFF0F")]
    [InlineData("0AFFFFFFFFFFFFFFFFFF01")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFF")]
    [InlineData("0B0C")]
    [InlineData("00")]
    [InlineData("0A04120212FF")]
    [InlineData("0A0412021A05")]
    [InlineData("0A020A05")]
    public void A_frame_that_lies_is_malformed(string hex)
    {
        foreach (var signal in new[] { "logs", "traces", "metrics" })
            Assert.Equal(OtlpStatus.Malformed, Otlp.Read(signal, Convert.FromHexString(hex), OtlpEncoding.Protobuf).Result.Status);
    }

    [Fact]
    public void A_record_that_lies_inside_itself_is_malformed_alone()
    {
        var good = Otlp.Log(OtlpRequests.Attribute("a", "1")).Protobuf();
        byte[][] bad = [[0x32, 0x7F], [0x09, 1, 2], [0x2A, 0x02, 0x0A, 0x05], [0x32, 0x04, 0x12, 0x02, 0x0A, 0x05], [.. good, 0x0B]];
        foreach (var record in bad)
        {
            byte[] scope = [.. Field(2, good), .. Field(2, record), .. Field(2, good)];
            var (result, _) = Otlp.Read("logs", Field(1, Field(2, scope)), OtlpEncoding.Protobuf);
            Assert.Equal((OtlpStatus.Ok, 2, 1), (result.Status, result.Accepted, result.Malformed));
        }
    }

    [Fact]
    public void An_unknown_field_of_any_type_is_ignored()
    {
        byte[] record = [.. Otlp.Log().Protobuf(), 0x98, 0x06, 0x01, 0x99, 0x06, 0, 0, 0, 0, 0, 0, 0, 0, 0x9A, 0x06, 0x01, 0x00, 0x9D, 0x06, 0, 0, 0, 0];
        Assert.Equal(1, Otlp.Read("logs", Field(1, Field(2, Field(2, record))), OtlpEncoding.Protobuf).Result.Accepted);
    }

    public static TheoryData<string> Heavy => ["names", "deep", "wide", "triggers", "empty records", "one attribute", "late resource"];

    // Times are generous: the machine is shared. What grows with the square of four megabytes takes minutes.
    [Theory]
    [MemberData(nameof(Heavy))]
    public void Four_hostile_megabytes_take_time_that_grows_with_their_size(string what)
    {
        const int size = 4 << 20;
        var text = what switch
        {
            "names" => Record(string.Join(',', Enumerable.Range(0, size / 40).Select(static number => $$"""{"value":{},"key":"password{{number}}"}"""))),
            "deep" => Valued(Repeated("""{"arrayValue":{"values":[""", size / 30) + Repeated("]}}", size / 30)),
            "wide" => Valued("""{"arrayValue":{"values":[""" + string.Join(',', Enumerable.Repeat("""{"boolValue":true}""", size / 20)) + "]}}"),
            "triggers" => Valued("""{"stringValue":"token=""" + Repeated("token=", size / 6) + "\"}"),
            "empty records" => $$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{{string.Join(',', Enumerable.Repeat("{}", size / 3))}}]}]}]}""",
            "one attribute" => $$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{{string.Join(',', Enumerable.Repeat("""{"attributes":[{"key":"k","value":{"stringValue":"password is 4242"}}]}""", size / 80))}}]}]}]}""",
            _ => $$"""{"resourceLogs":[{{string.Join(',', Enumerable.Repeat("""{"scopeLogs":[{"logRecords":[{}],"scope":{}}],"resource":{}}""", size / 70))}}]}""",
        };
        var watch = Stopwatch.StartNew();
        var (result, _) = Otlp.Read("logs", Encoding.UTF8.GetBytes(text), OtlpEncoding.Json);
        Assert.Equal(OtlpStatus.Ok, result.Status);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Long);
    }

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Valued(string value) => Record("""{"key":"a","value":""" + value + "}");

    private static string Record(string attributes) => $$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"attributes":[{{attributes}}]}]}]}]}""";

    private static byte[] Field(int number, byte[] content)
    {
        var length = content.Length < 128 ? [(byte)content.Length] : new[] { (byte)(content.Length | 0x80), (byte)(content.Length >> 7) };
        return [(byte)((number << 3) | 2), .. length, .. content];
    }
}
