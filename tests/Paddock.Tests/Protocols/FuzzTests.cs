using System.Text;
using CsCheck;
using Paddock.Fuzz;

namespace Paddock.Tests.Protocols;

/// <summary>The promises of every parser (tests/Paddock.Fuzz/Targets.cs) over arbitrary and over mutated input, and what longer runs have found.</summary>
public sealed class FuzzTests
{
    private const int Inputs = 2_000;

    public static TheoryData<string> AllTargets => [.. Targets.All.Keys];

    private static readonly Gen<byte[]> JsonLike = Gen.OneOf("{", "}", "[", "]", ":", ",", "\"", "\\", "null", "1e5", "NaN", "true", "\"exception\"", "\"values\"", "\"frames\"", "\"stacktrace\"",
            "\"tags\"", "\"password\"", "\"\\ud800\"", "\"a\"", "\"vars\"", "\"message\"", "\"breadcrumbs\"", "\"user\"", "\"request\"", "\"headers\"", "\"items\":[", "\"attributes\"", "\"value\"", "\"spans\"", "\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\"", "\"span_id\":\"00f067aa0ba902b7\"", "\"start_timestamp\":1", "\"body\":\"x\"", "\n", " ")
        .List[0, 60].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));

    private static readonly Gen<byte[]> SecretLike = Gen.OneOf("password", "token", "auth", "=", ":", " ", "'", "\"", "\\", "[", "]", "{", "}", "(", "<", ">", ",", ";", "&", "?", "://", "@", "%3D", "%22", "--", ".", "/",
            "Bearer ", "Basic ", "Cookie: ", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx", "4242424242424242", "4242 ", "203.0.113.9", "2001:db8::1", "-----BEGIN PRIVATE KEY-----", "-----END", "key=", "x1", "None", "[Filtered]", "\n")
        .List[0, 30].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));

    [Theory]
    [MemberData(nameof(AllTargets))]
    public void Arbitrary_bytes_break_no_promise(string target) => Gen.Byte.Array[0, 300].Sample(Targets.All[target], iter: Inputs, threads: 1);

    [Theory]
    [InlineData("event")]
    [InlineData("envelope")]
    [InlineData("report")]
    [InlineData("container")]
    [InlineData("transaction")]
    [InlineData("span")]
    [InlineData("log")]
    [InlineData("metric")]
    [InlineData("checkin")]
    [InlineData("session")]
    [InlineData("feedback")]
    public void Things_like_json_break_no_promise(string target) => JsonLike.Sample(Targets.All[target], iter: Inputs, threads: 1);

    [Theory]
    [InlineData("scrub")]
    [InlineData("message")]
    public void Things_like_secrets_break_no_promise(string target) => SecretLike.Sample(Targets.All[target], iter: 5 * Inputs, threads: 1);

    [Theory]
    [InlineData("event")]
    [InlineData("envelope")]
    [InlineData("scrub")]
    [InlineData("beacon")]
    [InlineData("segment")]
    [InlineData("public")]
    [InlineData("statement")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("auth")]
    [InlineData("container")]
    [InlineData("transaction")]
    [InlineData("span")]
    [InlineData("log")]
    [InlineData("metric")]
    [InlineData("checkin")]
    [InlineData("session")]
    [InlineData("feedback")]
    [InlineData("snappy")]
    [InlineData("loki")]
    [InlineData("loki-json")]
    [InlineData("jsonlines")]
    [InlineData("clef")]
    [InlineData("bulk")]
    [InlineData("remote-write")]
    [InlineData("remote-write-2")]
    [InlineData("statsd")]
    [InlineData("source-map")]
    [InlineData("posthog")]
    [InlineData("mixpanel")]
    [InlineData("syslog")]
    [InlineData("gelf")]
    [InlineData("otlp-logs")]
    [InlineData("otlp-spans")]
    [InlineData("otlp-metrics")]
    [InlineData("otlp-logs-json")]
    [InlineData("otlp-spans-json")]
    [InlineData("otlp-metrics-json")]
    public void A_mutated_corpus_breaks_no_promise(string target)
    {
        var mutator = new Mutator(Seeds.For(target), seed: 7);
        for (var count = 0; count < Inputs / 4; count++)
            Targets.All[target](mutator.Next());
    }

    [Fact]
    public void A_secret_under_its_name_is_removed_wherever_the_json_puts_it()
    {
        const string secret = "s3cr3t-Planted-77";
        var name = Gen.OneOf("password", "api_key", "X-Auth-Token", "csrfmiddlewaretoken", "sessionid", "private_key", "Authorization", "client_secret");
        var form = Gen.OneOf(
            "{\"NAME\":\"SECRET\"}", "[\"NAME\",\"SECRET\"]", "\"NAME=SECRET\"", "\"{'NAME': 'SECRET'}\"", "\"{\\\"NAME\\\": \\\"SECRET\\\"}\"", "{\"a\":[{\"NAME\":[\"x\",{\"y\":\"SECRET\"}]}]}",
            "\"NAME: SECRET\"", "[\"--NAME\",\"SECRET\"]", "\"?a=1&NAME=SECRET&b=2\"");
        var place = Gen.OneOf(
            "{\"extra\":{\"v\":X}}", "{\"contexts\":{\"c\":{\"v\":X}}}", "{\"exception\":[{\"stacktrace\":{\"frames\":[{\"vars\":{\"v\":X}}]}}]}", "{\"breadcrumbs\":[{\"data\":{\"v\":X}}]}",
            "{\"request\":{\"data\":X}}", "{\"request\":{\"env\":{\"v\":X}}}", "{\"user\":{\"data\":{\"v\":X}}}", "{\"anything\":X}", "{\"exception\":[{\"mechanism\":{\"data\":{\"v\":X}}}]}");
        Gen.Select(name, form, place).Sample((key, shape, where) =>
        {
            var json = where.Replace("X", shape, StringComparison.Ordinal).Replace("NAME", key, StringComparison.Ordinal).Replace("SECRET", secret, StringComparison.Ordinal);
            using var parsed = Events.Parse(json);
            Assert.DoesNotContain(secret, Events.Everything(parsed), StringComparison.Ordinal);
        }, iter: Inputs, threads: 1);
    }

    // Found by tests/Paddock.Fuzz.
    [Theory]
    [InlineData("event", "{\"exception\":{\"\\ud800\":1}}")]
    [InlineData("event", "{\"\\udc00\":{},\"threads\":{\"\\ud800\\n\":[]}}")]
    [InlineData("envelope", "{\"\\ud800\":1}\n{\"type\":\"event\",\"\\ud800\":2}\n{}")]
    [InlineData("report", "{\"\\ud800\":[]}")]
    public void What_fuzzing_found_stays_fixed(string target, string input) => Targets.All[target](Encoding.UTF8.GetBytes(input));

    // A zlib stream that asks for a preset dictionary, also found by it.
    [Fact]
    public void A_preset_dictionary_is_malformed() => Targets.All["deflate"]([0x78, 0xBB, 1, 2, 3, 4, 5, 6, 7, 8]);
}
