using System.Text;
using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols.Sentry;

public sealed class EventParserTests
{
    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    [InlineData("{\"message\":\"cut")]
    [InlineData("{\"message\":}")]
    [InlineData("not json")]
    public void What_is_no_json_object_is_malformed(string json)
    {
        Assert.Equal(EventParseStatus.Malformed, EventParser.Parse(Encoding.UTF8.GetBytes(json), Events.Context, out var parsed));
        Assert.Null(parsed);
    }

    [Fact]
    public void An_event_over_the_limit_is_too_large()
    {
        var json = Encoding.UTF8.GetBytes("{\"message\":\"" + new string('a', SentryLimits.EventBytes) + "\"}");
        Assert.Equal(EventParseStatus.TooLarge, EventParser.Parse(json, Events.Context, out _));
    }

    [Fact]
    public void An_empty_object_is_an_event()
    {
        using var parsed = Events.Parse("{}");
        Assert.Equal((Events.Context.FallbackEventId, "<unlabeled event>", "error"), (parsed.EventId, parsed.Title, parsed.Level));
        Assert.Single(parsed.Hashes);
        Assert.True(parsed.Stack.IsEmpty && parsed.Rest.IsEmpty && parsed.Remarks.IsEmpty);
    }

    [Fact]
    public void The_envelopes_id_wins_over_the_payloads()
    {
        var header = Guid.Parse("9ec79c33-ec99-42ab-8353-589fcb2e04dc");
        var payload = """{"event_id":"fc6d8c0c43fc4630ad850ee518f1b9d0"}""";
        using var both = Events.Parse(Encoding.UTF8.GetBytes(payload), Events.Context with { EventId = header });
        using var alone = Events.Parse(payload);
        Assert.Equal(header, both.EventId);
        Assert.Equal(Guid.Parse("fc6d8c0c-43fc-4630-ad85-0ee518f1b9d0"), alone.EventId);
    }

    [Fact]
    public void The_plain_fields()
    {
        using var parsed = Events.Parse("""
            {"level":"warning","platform":"PYTHON","logger":"shop","server_name":"web-1","release":"shop@1","dist":7,"environment":"staging","transaction":"/pay/",
             "sdk":{"name":"sentry.python","version":"1.9.10"},"sample_rate":0.25,
             "contexts":{"trace":{"trace_id":"0e3c106dfcaa4af3b0f607dd791b8c84","span_id":"aa72537e3221210b"},"session":{"id":"s-1"}},
             "user":{"id":42,"email":"ann@example.org","username":"ann","ip_address":"203.0.113.9","plan":"gold"}}
            """);
        Assert.Equal(("warning", "python", "shop", "web-1", "shop@1", "7", "staging"),
            (parsed.Level, parsed.Platform, parsed.Logger, parsed.Host, parsed.Release, parsed.Distribution, parsed.Environment));
        Assert.Equal(("/pay/", "/pay/", "sentry.python", "1.9.10", 0.25, "s-1"),
            (parsed.Transaction, parsed.Culprit, parsed.SdkName, parsed.SdkVersion, parsed.SampleRate, parsed.SessionId));
        Assert.Equal(("42", "ann@example.org", "ann"), (parsed.UserId, parsed.UserEmail, parsed.UserName));
        Assert.Equal("0e3c106dfcaa4af3b0f607dd791b8c84", Convert.ToHexStringLower(parsed.TraceId.Span));
        Assert.Equal("aa72537e3221210b", Convert.ToHexStringLower(parsed.SpanId.Span));
        Assert.Equal("""{"id":"42","email":"ann@example.org","username":"ann","plan":"gold"}""", Events.Text(parsed.User));
        Assert.Equal(["user.ip_address"], Events.Scrubbed(parsed));
    }

    [Theory]
    [InlineData("50", "fatal")]
    [InlineData("\"critical\"", "fatal")]
    [InlineData("30", "warning")]
    [InlineData("\"log\"", "info")]
    [InlineData("\"debug\"", "debug")]
    [InlineData("\"nonsense\"", "error")]
    [InlineData("[]", "error")]
    public void Levels_by_name_and_by_number(string level, string expected)
    {
        using var parsed = Events.Parse($$"""{"level":{{level}} }""");
        Assert.Equal(expected, parsed.Level);
    }

    [Theory]
    [InlineData("""{"exception":{"values":[{"type":"A","value":"a"},{"type":"B","value":"b"}]}}""")]
    [InlineData("""{"exception":[{"type":"A","value":"a"},{"type":"B","value":"b"}]}""")]
    [InlineData("""{"sentry.interfaces.Exception":{"values":[null,5,{"type":"A","value":"a"},{"type":"B","value":"b"}]}}""")]
    public void Exceptions_in_every_form_the_last_one_is_the_raised(string json)
    {
        using var parsed = Events.Parse(json);
        Assert.Equal(("B", "b", "B"), (parsed.Type, parsed.Value, parsed.Title));
        Assert.Equal("""{"exceptions":[{"type":"A","value":"a"},{"type":"B","value":"b"}]}""", Events.Text(parsed.Stack));
    }

    [Fact]
    public void One_exception_alone()
    {
        using var parsed = Events.Parse("""{"exception":{"type":"A","value":7,"module":null,"other":[1]}}""");
        Assert.Equal("""{"exceptions":[{"type":"A","value":"7"}]}""", Events.Text(parsed.Stack));
    }

    [Theory]
    [InlineData("""[{"mechanism":{"handled":true}},{"mechanism":{"handled":false}}]""", false)]
    [InlineData("""[{"mechanism":{"handled":false}},{"mechanism":{"handled":true}}]""", true)]
    [InlineData("""[{"mechanism":{"handled":false}},{"mechanism":null}]""", false)]
    [InlineData("""[{"mechanism":{"handled":"yes"}},{}]""", null)]
    public void Handled_is_what_the_raised_exception_says(string exceptions, bool? handled)
    {
        using var parsed = Events.Parse($$$"""{"exception":{"values":{{{exceptions}}}}}""");
        Assert.Equal(handled, parsed.Handled);
    }

    [Fact]
    public void A_frame_keeps_what_it_has()
    {
        using var parsed = Events.Parse("""
            {"exception":{"values":[{"type":"A","stacktrace":{"frames":[
              {"filename":"a.py","abs_path":"/srv/a.py","module":"a","function":"f","lineno":3,"colno":"7","in_app":true,"pre_context":["x",null],"context_line":"y","post_context":[],
               "vars":{"n":"1","deep":{"list":[1,true,null]}},"package":"p","errno":null},
              {"abs_path":"/usr/lib/python3/dist-packages/django/x.py","function":"g","in_app":true}],"frames_omitted":[1,2]}}]}}
            """);
        Assert.Equal("""
            {"exceptions":[{"type":"A","frames":[{"filename":"a.py","abs_path":"/srv/a.py","module":"a","function":"f","lineno":3,"colno":7,"pre_context":["x",""],"context_line":"y","post_context":[],"vars":{"n":"1","deep":{"list":[1,true,null]}},"package":"p","in_app":true},{"abs_path":"/usr/lib/python3/dist-packages/django/x.py","function":"g","in_app":false}]}]}
            """, Events.Text(parsed.Stack));
        Assert.Equal("a in f", parsed.Culprit);
    }

    [Fact]
    public void Threads_and_a_stack_of_its_own_stand_beside()
    {
        using var threads = Events.Parse("""{"threads":{"values":[{"id":1,"name":"main","crashed":true,"stacktrace":{"frames":[{"function":"f"}]}},{"id":2}]}}""");
        Assert.Equal("""{"threads":[{"id":"1","name":"main","crashed":true,"frames":[{"function":"f"}]},{"id":"2"}]}""", Events.Text(threads.Stack));
        using var own = Events.Parse("""{"stacktrace":{"frames":[{"function":"f"}]},"exception":[{"type":"A"}]}""");
        Assert.Equal("""{"exceptions":[{"type":"A"}],"threads":[{"current":true,"frames":[{"function":"f"}]}]}""", Events.Text(own.Stack));
        Assert.Equal("f", own.Culprit);
    }

    [Theory]
    [InlineData("\"two\\nlines\"", "two\nlines", "two")]
    [InlineData("""{"message":"%s of %d","params":["A",3]}""", "A of 3", "A of 3")]
    [InlineData("""{"message":"%(name)s is %(n)03d %% {x}","params":{"name":"A","n":3}}""", "A is 3 % {x}", "A is 3 % {x}")]
    [InlineData("""{"message":"{} of {1} {name}","params":["A",3]}""", "A of 3 {name}", "A of 3 {name}")]
    [InlineData("""{"message":"%s","formatted":"done","params":["x"]}""", "done", "done")]
    [InlineData("""{"message":"%s and %s","params":["x"]}""", "x and %s", "x and %s")]
    public void Messages_are_formatted(string message, string expected, string title)
    {
        using var parsed = Events.Parse($$"""{"logentry":{{message}} }""");
        Assert.Equal((expected, title), (parsed.Message, parsed.Title));
    }

    [Theory]
    [InlineData("""{"logentry":{"message":"stock of %s","params":["A"],"formatted":"stock of A"}}""", "stock of %s")]
    [InlineData("""{"logentry":{"message":"stock of {sku}","params":{"sku":"A"}}}""", "stock of {sku}")]
    [InlineData("""{"logentry":{"message":"%s with password=hunter2","params":["login"]}}""", "%s with password=[Filtered]")]
    [InlineData("""{"logentry":{"message":"done","formatted":"done"}}""", null)]
    [InlineData("""{"message":"done"}""", null)]
    [InlineData("""{"logentry":{"message":"stock of %s","params":["A"]},"exception":[{"type":"A","value":"a"}]}""", "a")]
    public void The_value_of_a_message_is_its_template(string json, string? value)
    {
        using var parsed = Events.Parse(json);
        Assert.Equal(value, parsed.Value);
    }

    [Fact]
    public void A_secret_in_a_parameter_is_scrubbed_after_formatting()
    {
        using var parsed = Events.Parse("""{"logentry":{"message":"login with password=%s","params":["hunter2"]}}""");
        Assert.Equal("login with password=[Filtered]", parsed.Message);
    }

    [Theory]
    [InlineData("""{"tags":{"a":"1","b":2,"c":true,"d":null,"e":{}}}""")]
    [InlineData("""{"tags":[["a","1"],["b",2],["c",true],["d",null],["x"],[],5,["a","again"]]}""")]
    [InlineData("""{"tags":[{"key":"a","value":"1"},{"value":2,"key":"b"},{"key":"c","value":true},{"key":"d"}]}""")]
    public void Tags_in_every_form(string json)
    {
        using var parsed = Events.Parse(json);
        Assert.Equal([new("a", "1"), new("b", "2"), new("c", "True".ToLowerInvariant())], parsed.Tags);
    }

    [Fact]
    public void Tags_fill_what_old_clients_put_there()
    {
        using var parsed = Events.Parse("""{"tags":{"environment":"staging","sentry:release":"r1","server_name":"w","session_id":"s-9","api_token":"t0ken"}}""");
        Assert.Equal(("staging", "r1", "w", "s-9"), (parsed.Environment, parsed.Release, parsed.Host, parsed.SessionId));
        Assert.Equal("[Filtered]", parsed.Tags[^1].Value);
    }

    [Theory]
    [InlineData("""{"breadcrumbs":{"values":[{"message":"m","timestamp":1795395723.5,"data":{"a":1}},null]}}""")]
    [InlineData("""{"breadcrumbs":[{"message":"m","timestamp":"2026-11-23T01:02:03.500Z","data":{"a":1},"unknown":1}]}""")]
    [InlineData("""{"sentry.interfaces.Breadcrumbs":{"values":[{"message":"m","timestamp":"2026-11-23 01:02:03.5","data":{"a":1}}]}}""")]
    public void Breadcrumbs_in_every_form(string json)
    {
        using var parsed = Events.Parse(json);
        Assert.Equal("""[{"message":"m","timestamp":"2026-11-23T01:02:03.5Z","data":{"a":1}}]""", Events.Text(parsed.Breadcrumbs));
    }

    [Fact]
    public void A_request_has_one_form()
    {
        using var parsed = Events.Parse("""
            {"request":{"url":"https://ann:pw@shop.example.org/pay?token=abc&page=2","method":"POST","query_string":"token=abc&page=2","cookies":"sessionid=x1; theme=dark",
             "headers":{"Host":"shop.example.org","Accept":["a","b"],"Authorization":"Bearer x","X-Forwarded-For":"10.0.0.1"},"env":{"REMOTE_ADDR":"10.0.0.1","SERVER_NAME":"web"},
             "data":{"card":"4242424242424242","number":4242424242424242,"password":"x","list":[["token","x"],["page",2]]}}}
            """);
        Assert.Equal("""
            {"url":"https://[Filtered]@shop.example.org/pay?token=[Filtered]&page=2","method":"POST","query":"token=[Filtered]&page=2","cookies":{"sessionid":"[Filtered]","theme":"[Filtered]"},"headers":[["Host","shop.example.org"],["Accept","a, b"],["Authorization","[Filtered]"],["X-Forwarded-For","[Filtered]"]],"env":{"REMOTE_ADDR":"[Filtered]","SERVER_NAME":"web"},"data":{"card":"[Filtered]","number":"[Filtered]","password":"[Filtered]","list":[["token","[Filtered]"],["page",2]]}}
            """, Events.Text(parsed.Request));
        Assert.Equal("https://[Filtered]@shop.example.org/pay?token=[Filtered]&page=2", parsed.RequestUrl);
    }

    [Fact]
    public void A_removed_secret_is_removed_everywhere()
    {
        using var parsed = Events.Parse("""
            {"exception":[{"type":"A","value":"key s3cr3t-key-71 refused","stacktrace":{"frames":[{"function":"f","context_line":"connect('s3cr3t-key-71')","vars":{"args":["s3cr3t-key-71"]}}]}}],
             "message":"s3cr3t-key-71","tags":{"k":"s3cr3t-key-71"},"extra":{"api_key":"'s3cr3t-key-71'"}}
            """);
        Assert.DoesNotContain("s3cr3t-key-71", Events.Everything(parsed), StringComparison.Ordinal);
        Assert.Equal("key [Filtered] refused", parsed.Value);
        Assert.Contains("""connect('[Filtered]')""", Events.Text(parsed.Stack), StringComparison.Ordinal);
    }

    [Fact]
    public void A_private_key_in_source_is_hidden_line_by_line()
    {
        using var parsed = Events.Parse("""
            {"exception":[{"stacktrace":{"frames":[{"pre_context":["KEY = '''-----BEGIN PRIVATE KEY-----","MIIEvQIBADANBg"],"context_line":"kqhkiG9w0BAQEF","post_context":["-----END PRIVATE KEY-----'''","done()"]}]}}]}
            """);
        Assert.Equal("""{"exceptions":[{"frames":[{"pre_context":["KEY = '''[Filtered]","[Filtered]"],"context_line":"[Filtered]","post_context":["[Filtered]","done()"]}]}]}""", Events.Text(parsed.Stack));
    }

    // As of spans: SpanTests.A_transactions_name_is_a_route_only_when_its_source_says_so.
    [Theory]
    [InlineData("\"transaction\":\"/orders/{id}/\",\"transaction_info\":{\"source\":\"route\"}", "/orders/{id}/")]
    [InlineData("\"transaction_info\":{\"a\":[{\"source\":\"url\"}],\"source\":\"rou\\u0074e\"},\"transaction\":\"GET /orders/:id\"", "/orders/:id")]
    [InlineData("\"transaction\":\"/orders/17/\",\"transaction_info\":{\"source\":\"url\"}", null)]
    [InlineData("\"transaction\":\"shop.views.order\",\"transaction_info\":{\"source\":\"component\"}", null)]
    [InlineData("\"transaction\":\"/orders/17/\",\"request\":{\"url\":\"https://a.example/orders/17/\"}", null)]
    [InlineData("\"transaction\":\"/a/\",\"transaction_info\":\"route\"", null)]
    [InlineData("\"transaction\":\"/a/\",\"transaction_info\":{\"source\":{}}", null)]
    [InlineData("\"transaction_info\":{\"source\":\"route\"}", null)]
    public void A_transactions_name_is_a_route_only_when_its_source_says_so(string members, string? route)
    {
        using var parsed = Events.Parse($"{{{members}}}");
        Assert.Equal(route, parsed.Route);
    }

    [Fact]
    public void What_has_no_place_of_its_own_is_the_rest()
    {
        using var parsed = Events.Parse("""{"modules":{"django-oauth-toolkit":"1.0","auth":"2"},"transaction_info":{"source":"route"},"my_token":"x","fingerprint":["a"]}""");
        Assert.Equal("""{"modules":{"django-oauth-toolkit":"1.0","auth":"2"},"transaction_info":{"source":"route"},"my_token":"[Filtered]","fingerprint":["a"]}""", Events.Text(parsed.Rest));
    }
}
