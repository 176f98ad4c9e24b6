using System.Text;
using System.Text.Json;
using Paddock.Protocols.Sentry;
using Paddock.Protocols.Sentry.Events;
using Paddock.Protocols.Sentry.Grouping;

namespace Paddock.Tests.Protocols.Sentry;

/// <summary>One test for each rule of docs/decisions/0007. Ingredients are what is hashed: they are the explanation of a group.</summary>
public sealed class EventGroupingTests
{
    [Theory]
    // module beats file name
    [InlineData("python", """{"module":"shop.views","filename":"shop/views.py","function":"pay"}""", "frame module=shop.views function=pay")]
    // else the file's own name, in lower case, with either slash
    [InlineData("python", """{"filename":"Shop/Views.PY","function":"pay"}""", "frame file=views.py function=pay")]
    [InlineData("csharp", """{"filename":"C:\\Shop\\Views.cs","function":"Pay"}""", "frame file=views.cs function=Pay")]
    // the raw name in C#
    [InlineData("csharp", """{"module":"Shop","function":"Pay","raw_function":"MoveNext()"}""", "frame module=Shop function=MoveNext()")]
    // the source line where it can be trusted, blanks collapsed
    [InlineData("python", """{"module":"m","function":"f","context_line":"\t  x =  1\t\ty "}""", "frame module=m function=f line=x = 1 y")]
    [InlineData("ruby", """{"module":"m","function":"f","context_line":"x"}""", "frame module=m function=f line=x")]
    [InlineData("php", """{"module":"m","function":"f","context_line":"x"}""", "frame module=m function=f line=x")]
    [InlineData("node", """{"module":"m","function":"f","context_line":"x"}""", "frame module=m function=f line=x")]
    [InlineData("java", """{"module":"m","function":"f","context_line":"x"}""", "frame module=m function=f")]
    [InlineData("csharp", """{"module":"m","function":"f","context_line":"x"}""", "frame module=m function=f")]
    // a frame's own platform counts
    [InlineData("java", """{"module":"m","function":"f","context_line":"x","platform":"python"}""", "frame module=m function=f line=x")]
    // never a line number
    [InlineData("python", """{"module":"m","function":"f","lineno":17,"colno":4}""", "frame module=m function=f")]
    // names that a generator numbered
    [InlineData("ruby", """{"filename":"a.rb","function":"_app_views_a_html_erb___3621904_70001"}""", "frame file=a.rb function=_app_views_a_html_erb")]
    [InlineData("ruby", """{"filename":"a.rb","function":"block in render"}""", "frame file=a.rb function=block")]
    [InlineData("java", """{"module":"c.Orders$$EnhancerBySpringCGLIB$$1ebdddb0","function":"f"}""", "frame module=c.Orders$$EnhancerBySpringCGLIB$$<auto> function=f")]
    [InlineData("java", """{"module":"c.Orders_$$_javassist_seam_74","function":"f"}""", "frame module=c.Orders_$$_javassist<auto> function=f")]
    [InlineData("java", """{"module":"sun.reflect.GeneratedMethodAccessor117","function":"invoke"}""", "frame module=sun.reflect.GeneratedMethodAccessor<auto> function=invoke")]
    [InlineData("java", """{"module":"app.core$fn__12345","function":"invoke"}""", "frame module=app.core$fn__<auto> function=invoke")]
    [InlineData("java", """{"module":"c.Orders$$Lambda$17","filename":"Orders.java","function":"lambda$pay$3"}""", "frame file=orders.java")]
    [InlineData("php", """{"filename":"a.php","function":"class@anonymous\u0000/srv/a.php:18$0::handle"}""", "frame file=a.php function=handle")]
    [InlineData("php", """{"filename":"a.php","function":"[Anonymous function]"}""", "frame file=a.php")]
    // scripts: what browsers disagree on
    [InlineData("javascript", """{"filename":"a.js","function":"Object.foo"}""", "frame file=a.js function=foo")]
    [InlineData("javascript", """{"filename":"a.js","function":"?"}""", "frame file=a.js")]
    [InlineData("javascript", """{"filename":"a.js","function":"foo/<"}""", "frame file=a.js")]
    [InlineData("javascript", """{"filename":"a.js","abs_path":"https://shop.example.org/a.js","function":"foo"}""", "frame function=foo")]
    [InlineData("javascript", """{"filename":"a.js","function":"eval"}""", "message ")]
    [InlineData("javascript", """{"filename":"a.js","abs_path":"[native code]","function":"forEach"}""", "message ")]
    [InlineData("javascript", """{"filename":"<anonymous>","function":"foo"}""", "frame function=foo")]
    [InlineData("javascript", """{"module":"shop/basket","abs_path":"/srv/shop/basket","filename":"basket.js","function":"foo"}""", "frame file=basket.js function=foo")]
    [InlineData("javascript", """{"filename":"a.js","function":"foo","context_line":"pay()","data":{"sourcemap":"a.js.map"}}""", "frame file=a.js line=pay()")]
    [InlineData("javascript", """{"filename":"a.js","function":"foo","data":{"sourcemap":"a.js.map"}}""", "frame file=a.js function=foo")]
    [InlineData("javascript", """{"filename":"a.js","abs_path":"https://shop.example.org/a.js","context_line":"pay()"}""", "message ")]
    // nothing to say
    [InlineData("native", """{"instruction_addr":"0x1"}""", "message ")]
    [InlineData("native", """{"function":"<redacted>"}""", "message ")]
    public void A_frame_by_its_parts(string platform, string frame, string expected) =>
        Assert.Equal(expected, Ingredients($$$"""{"platform":"{{{platform}}}","exception":[{"stacktrace":{"frames":[{{{frame}}}]}}]}""").Split('\n')[0]);

    [Fact]
    public void A_source_line_over_120_characters_does_not_count()
    {
        Assert.Contains("line=", Ingredients(WithLine(120)), StringComparison.Ordinal);
        Assert.DoesNotContain("line=", Ingredients(WithLine(121)), StringComparison.Ordinal);

        static string WithLine(int length) => $$$"""{"platform":"python","exception":[{"stacktrace":{"frames":[{"module":"m","context_line":"{{{new string('x', length)}}}"}]}}]}""";
    }

    [Fact]
    public void Only_application_frames_make_the_first_hash_all_of_them_the_second()
    {
        const string json = """{"exception":[{"type":"E","stacktrace":{"frames":[{"module":"lib","in_app":false},{"module":"app","in_app":true}]}}]}""";
        Assert.Equal("frame module=app\ntype E\n", Ingredients(json));
        Assert.Equal("frame module=lib\nframe module=app\ntype E\n", Ingredients(json, StackVariant.System));
        Assert.Equal(2, Hashes(json).Length);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("null")]
    public void Where_no_frame_is_the_applications_all_of_them_count(string inApp)
    {
        var json = $$$"""{"exception":[{"type":"E","stacktrace":{"frames":[{"module":"a","in_app":{{{inApp}}}},{"module":"b","in_app":{{{inApp}}}}]}}]}""";
        Assert.Equal("frame module=a\nframe module=b\ntype E\n", Ingredients(json));
        Assert.Single(Hashes(json));
    }

    [Fact]
    public void Frames_of_installed_packages_are_not_the_applications()
    {
        const string json = """
            {"platform":"python","exception":[{"stacktrace":{"frames":[{"module":"django","abs_path":"/usr/lib/python3/dist-packages/django/a.py","in_app":true},{"module":"app","in_app":true}]}}]}
            """;
        Assert.Equal("frame module=app\n", Ingredients(json));
    }

    [Fact]
    public void Recursion_counts_once()
    {
        const string frame = """{"module":"m","function":"f","lineno":3}""";
        Assert.Equal(Hash(Frames(frame)), Hash(Frames(frame, frame, frame)));
        Assert.NotEqual(Hash(Frames(frame)), Hash(Frames(frame, """{"module":"m","function":"g","lineno":3}""", frame)));
        Assert.NotEqual(Hash(Frames(frame)), Hash(Frames(frame, """{"module":"m","function":"f","lineno":4}""")));
    }

    [Fact]
    public void The_value_counts_only_where_the_stack_gives_nothing()
    {
        Assert.Equal(Hash(Exception("E", "one", "m")), Hash(Exception("E", "two", "m")));
        Assert.NotEqual(Hash(Exception("E", "one")), Hash(Exception("E", "two")));
        Assert.Equal(Hash(Exception("E", "order 1 failed")), Hash(Exception("E", "order 2 failed")));
        Assert.NotEqual(Hash(Exception("E", "one", "m")), Hash(Exception("F", "one", "m")));
    }

    [Fact]
    public void The_type_of_a_synthetic_exception_does_not_count()
    {
        const string json = """{"exception":[{"type":"SIGSEGV","mechanism":{"synthetic":true},"stacktrace":{"frames":[{"module":"m"}]}}]}""";
        Assert.Equal("frame module=m\n", Ingredients(json));
    }

    [Fact]
    public void Another_cause_is_another_group()
    {
        const string cause = """{"type":"A","value":"a"}""";
        const string raised = """{"type":"B","value":"b"}""";
        Assert.NotEqual(Hash($$"""{"exception":[{{raised}}]}"""), Hash($$"""{"exception":[{{cause}},{{raised}}]}"""));
        Assert.NotEqual(Hash($$"""{"exception":[{{cause}},{{raised}}]}"""), Hash($$"""{"exception":[{"type":"C"},{{raised}}]}"""));
    }

    [Fact]
    public void Of_a_group_of_exceptions_each_kind_counts_once()
    {
        const string member = """{"type":"ConnectionError","value":"a"}""";
        const string group = """{"type":"ExceptionGroup","value":"3 tasks failed","mechanism":{"is_exception_group":true}}""";
        Assert.Equal(Hash($$"""{"exception":[{{member}},{{group}}]}"""), Hash($$"""{"exception":[{{member}},{{member}},{{member}},{{group}}]}"""));
        Assert.NotEqual(Hash($$"""{"exception":[{{member}},{{group}}]}"""), Hash($$"""{"exception":[{"type":"KeyError"},{{group}}]}"""));
    }

    [Fact]
    public void The_stack_of_a_thread_counts_only_when_it_is_the_only_one()
    {
        const string thread = """{"stacktrace":{"frames":[{"module":"m"}]}}""";
        Assert.Equal("frame module=m\n", Ingredients($$"""{"threads":[{{thread}},{"id":2}],"message":"x"}"""));
        Assert.Equal("message x\n", Ingredients($$"""{"threads":[{{thread}},{{thread}}],"message":"x"}"""));
    }

    [Fact]
    public void What_decides_first()
    {
        const string exception = "\"exception\":[{\"type\":\"E\"}]";
        const string threads = "\"threads\":[{\"stacktrace\":{\"frames\":[{\"module\":\"thread\"}]}}]";
        const string stack = "\"stacktrace\":{\"frames\":[{\"module\":\"own\"}]}";
        const string template = "\"template\":{\"filename\":\"a.html\",\"context_line\":\" {{ x }} \"}";
        const string message = "\"message\":\"hello\"";
        Assert.Equal("type E\n", Ingredients($"{{{message},{template},{threads},{exception}}}"));
        Assert.Equal("frame module=thread\n", Ingredients($"{{{message},{template},{stack},{threads}}}"));
        Assert.Equal("frame module=own\n", Ingredients($"{{{message},{template},{stack}}}"));
        Assert.Equal("template a.html\nline {{ x }}\n", Ingredients($"{{{message},{template}}}"));
        Assert.Equal("message hello\n", Ingredients($"{{{message}}}"));
        Assert.Equal("message \n", Ingredients("{}"));
    }

    [Fact]
    public void The_stack_that_an_old_client_sends_beside_its_exception_is_the_exceptions() =>
        Assert.Equal("frame module=own\ntype E\n", Ingredients("""{"stacktrace":{"frames":[{"module":"own"}]},"exception":[{"type":"E"}]}"""));

    [Fact]
    public void A_message_counts_before_its_parameters_are_put_in()
    {
        Assert.Equal("message stock of %s\n", Ingredients("""{"logentry":{"message":"stock of %s","params":["A"],"formatted":"stock of A"}}"""));
        Assert.Equal("message order <int>\n", Ingredients("""{"message":"order 17"}"""));
    }

    [Fact]
    public void A_fingerprint_of_the_clients_own_replaces_everything()
    {
        Assert.Equal(Hash("""{"fingerprint":["a","b"],"message":"x"}"""), Hash("""{"fingerprint":["a","b"],"exception":[{"type":"E"}]}"""));
        Assert.NotEqual(Hash("""{"fingerprint":["a","b"]}"""), Hash("""{"fingerprint":["b","a"]}"""));
        Assert.NotEqual(Hash("""{"fingerprint":["ab"]}"""), Hash("""{"fingerprint":["a","b"]}"""));
        Assert.Single(Hashes("""{"fingerprint":["a"],"exception":[{"stacktrace":{"frames":[{"module":"l","in_app":false},{"module":"a","in_app":true}]}}]}"""));
    }

    [Theory]
    [InlineData("{{ default }}")]
    [InlineData("{{default}}")]
    public void A_fingerprint_with_the_default_refines_it(string word)
    {
        const string exception = "\"exception\":[{\"stacktrace\":{\"frames\":[{\"module\":\"l\",\"in_app\":false},{\"module\":\"a\",\"in_app\":true}]}}]";
        Assert.Equal(Hashes($"{{{exception}}}"), Hashes($"{{\"fingerprint\":[\"{word}\"],{exception}}}"));
        var refined = Hashes($"{{\"fingerprint\":[\"{word}\",\"x\"],{exception}}}");
        Assert.Equal(2, refined.Length);
        Assert.Empty(refined.Intersect(Hashes($"{{{exception}}}")));
        Assert.NotEqual(refined, Hashes($"{{\"fingerprint\":[\"{word}\",\"x\"],\"message\":\"m\"}}"));
    }

    [Fact]
    public void Hashes_of_this_version_stay_as_they_are()
    {
        Assert.Equal(1, EventGrouping.Version);
        Assert.Equal(["afdf0478a3eca14ac7724a5b12ce4f96"], Hashes("""{"message":"order 17 of ann@example.org failed"}"""));
    }

    private static string Frames(params string[] frames) => $$$"""{"exception":[{"type":"E","stacktrace":{"frames":[{{{string.Join(',', frames)}}}]}}]}""";

    private static string Exception(string type, string value, string? module = null) =>
        $$$"""{"exception":[{"type":"{{{type}}}","value":"{{{value}}}","stacktrace":{"frames":[{{{(module is null ? "" : $$"""{"module":"{{module}}"}""")}}}]}}]}""";

    private static string Hash(string json) => Hashes(json)[0];

    private static string[] Hashes(string json)
    {
        using var parsed = Events.Parse(json);
        Assert.Equal(EventGrouping.Version, parsed.GroupingVersion);
        return [.. parsed.Hashes.Select(Convert.ToHexStringLower)];
    }

    private static string Ingredients(string json, StackVariant variant = StackVariant.Application)
    {
        var reading = Reading.Begin(Events.Context);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        Assert.True(reader.Read());
        using var target = new ErrorEvent();
        var sections = default(EventSections);
        EventReader.Read(ref reader, reading, target, ref sections);
        EventAssembly.Complete(target, sections, Events.Context, reading);
        var ingredients = EventGrouping.Ingredients(reading.Grouping, target.Platform, variant).ToString();
        reading.End(isKept: true);
        return ingredients;
    }
}
