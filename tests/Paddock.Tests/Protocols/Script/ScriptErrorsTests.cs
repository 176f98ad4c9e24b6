using System.Buffers;
using System.Text;
using Paddock.Protocols.Script;
using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols.Script;

public sealed class ScriptErrorsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 2, 3, TimeSpan.Zero);

    [Theory]
    [InlineData("TypeError: x\n    at pay (https://a.example/app.js:10:5)\n    at async https://a.example/app.js:3:1", "pay app.js 10 5|  app.js 3 1")]
    [InlineData("    at new Cart (https://a.example/app.js:10:5)\n    at eval (eval at run (https://a.example/app.js:1:2), <anonymous>:3:4)", "new Cart app.js 10 5|eval app.js 1 2")]
    [InlineData("pay@https://a.example/app.js:10:5\n@https://a.example/app.js:3:1\nsave/<@https://a.example/app.js:4:1", "pay app.js 10 5|  app.js 3 1|save app.js 4 1")]
    [InlineData("global code@https://a.example/app.js:10:5\n[native code]\nforEach@[native code]", "global code app.js 10 5")]
    [InlineData("at Array.map (<anonymous>)\n    at native\nno frame at all", "")]
    [InlineData("at f (https://a.example/app.js:10)", "f app.js 10 0")]
    public void Every_browsers_stack_is_read(string stack, string expected) =>
        Assert.Equal(expected, string.Join('|', BrowserStack.Read(stack).Select(frame => $"{(frame.Function.Length > 0 ? frame.Function : " ")} {frame.File.Split('/')[^1]} {frame.Line} {frame.Column}")));

    [Fact]
    public void An_error_of_the_tag_is_grouped_and_scrubbed_as_Sentrys_are()
    {
        var first = Parse("https://a.example/static/app.js", 10, "bearer aaaaaaaaaaaaaaaaaaaa1");
        var later = Parse("https://a.example/static/app.js", 99, "bearer bbbbbbbbbbbbbbbbbbbb2");
        Assert.Equal(first.Hashes[0], later.Hashes[0]);
        Assert.Equal(("TypeError", "bearer [Filtered]", false, "javascript"), (first.Type, first.Value, first.Handled!.Value, first.Platform));
        Assert.Equal(("shop.cart", "shop.cart", "https://a.example/cart", "7", 16), (first.Transaction, first.Route, first.RequestUrl, first.UserId, first.TraceId.Length));
    }

    private static ErrorEvent Parse(string file, int line, string message)
    {
        var json = $$"""
            {"url":"https://a.example/cart","route":"shop.cart","trace":"0123456789abcdef0123456789abcdef-0123456789abcdef","events":[
              {"name":"$error","user":"7","type":"TypeError","message":"{{message}}","mechanism":"onerror","stack":"TypeError: x\n    at pay ({{file}}:{{line}}:5)\n    at click ({{file}}:{{line + 1}}:1)"}]}
            """;
        Assert.True(BeaconParser.TryParse(Encoding.UTF8.GetBytes(json), out var beacon));
        var output = new ArrayBufferWriter<byte>();
        ScriptErrors.Write(output, beacon!, beacon!.Events[0], new ScriptErrorContext(Guid.CreateVersion7(Now), Now, "Chrome", "126", "Linux", ""));
        Assert.Equal(EventParseStatus.Ok, EventParser.Parse(output.WrittenSpan, new EventContext { FallbackEventId = Guid.CreateVersion7(Now), ReceivedAt = Now }, out var error));
        return error!;
    }
}
