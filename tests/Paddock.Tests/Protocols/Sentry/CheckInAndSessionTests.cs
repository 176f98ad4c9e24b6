using System.Text;
using Paddock.Protocols.Sentry;

namespace Paddock.Tests.Protocols.Sentry;

public sealed class CheckInAndSessionTests
{
    private const string Id = "0af7651916cd43dd8448eb211c80319c";

    [Theory]
    [InlineData("{\"monitor_slug\":\"a\",\"status\":\"ok\"}", "a Ok 00000000000000000000000000000000 ")]
    [InlineData("{\"monitor_slug\":\"Nightly Import!\",\"status\":\"in_progress\",\"check_in_id\":\"0af76519-16cd-43dd-8448-eb211c80319c\"}", "nightly-import InProgress 0af7651916cd43dd8448eb211c80319c ")]
    [InlineData("{\"monitor_slug\":\"a\",\"status\":\"error\",\"duration\":2.5,\"environment\":\"token=hunter2hunter2\"}", "a Error 00000000000000000000000000000000 00:00:02.5000000token=[Filtered]")]
    [InlineData("{\"monitor_slug\":\"a\",\"status\":\"ok\",\"duration\":-1}", "a Ok 00000000000000000000000000000000 ")]
    [InlineData("{\"monitor_slug\":\"a\",\"status\":\"ok\",\"duration\":1e12,\"check_in_id\":[]}", "a Ok 00000000000000000000000000000000 ")]
    [InlineData("{\"monitor_slug\":\"a\",\"status\":\"missed\"}", null)]
    [InlineData("{\"monitor_slug\":\"...\",\"status\":\"ok\"}", null)]
    [InlineData("{\"status\":\"ok\"}", null)]
    [InlineData("{\"monitor_slug\":\"a\"}", null)]
    [InlineData("{\"monitor_slug\":{},\"status\":[]}", null)]
    [InlineData("", null)]
    public void A_check_in_names_its_job_and_how_it_goes(string json, string? expected)
    {
        var isGood = CheckIn.TryParse(Encoding.UTF8.GetBytes(json), Events.Context, out var checkIn);
        Assert.Equal(expected, isGood ? $"{checkIn.Monitor} {checkIn.Status} {checkIn.Id:n} {checkIn.Duration}{checkIn.Environment}" : null);
    }

    [Theory]
    [InlineData("status=ok", "", "job Ok  ")]
    [InlineData("status=in_progress&check_in_id=0af7651916cd43dd8448eb211c80319c", "", "job InProgress  ")]
    [InlineData("status=error&environment=staging&duration=3", "", "job Error 00:00:03 staging")]
    [InlineData("status=ok", "{\"status\":\"error\",\"monitor_slug\":\"other\",\"duration\":4,\"environment\":\"body\"}", "job Ok 00:00:04 body")]
    [InlineData("", "{\"status\":\"error\"}", "job Error  ")]
    [InlineData("", "", null)]
    [InlineData("status=OK", "", null)]
    [InlineData("status=ok", "{", null)]
    public void A_check_in_may_be_a_url_alone(string query, string body, string? expected)
    {
        var parameters = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        var isGood = CheckIn.TryParse("Job", parameters.GetValueOrDefault, Encoding.UTF8.GetBytes(body), Events.Context, out var checkIn);
        Assert.Equal(expected, isGood ? $"{checkIn.Monitor} {checkIn.Status} {checkIn.Duration} {checkIn.Environment}" : null);
    }

    [Fact]
    public void The_schedule_is_kept_as_json_within_bounds()
    {
        Assert.True(CheckIn.TryParse(Encoding.UTF8.GetBytes($$$"""{"monitor_slug":"a","status":"ok","monitor_config":{"schedule":{"type":"interval","value":1,"unit":"hour"},"x":"{{{new string('x', 50_000)}}}","password":"hunter2"} }"""), Events.Context, out var checkIn));
        Assert.Equal("hour", Events.Json(checkIn.MonitorConfig).GetProperty("schedule").GetProperty("unit").GetString());
        Assert.InRange(checkIn.MonitorConfig.Length, 1, 1024);
        Assert.DoesNotContain("hunter2", Events.Text(checkIn.MonitorConfig), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"status\":\"ok\"", "Ok 0")]
    [InlineData("\"errors\":3", "Errored 3")]
    [InlineData("\"status\":\"exited\",\"errors\":1", "Errored 1")]
    [InlineData("\"status\":\"exited\"", "Exited 0")]
    [InlineData("\"status\":\"crashed\",\"errors\":1", "Crashed 1")]
    [InlineData("\"status\":\"abnormal\",\"errors\":-5", "Abnormal 0")]
    [InlineData("\"status\":\"unheard of\"", "Ok 0")]
    public void A_session_ends_in_one_of_six_ways(string members, string expected)
    {
        Assert.True(ReleaseSession.TryParse(Encoding.UTF8.GetBytes($$$"""{"sid":"{{{Id}}}","started":1795410979,{{{members}}},"attrs":{"release":"shop@1"} }"""), Events.Context, out var session));
        Assert.Equal(expected, $"{session!.Status} {session.Errors}");
    }

    [Theory]
    [InlineData("{\"started\":1,\"attrs\":{\"release\":\"a\"}}")]
    [InlineData("{\"sid\":\"0af7651916cd43dd8448eb211c80319c\",\"attrs\":{\"release\":\"a\"}}")]
    [InlineData("{\"sid\":\"0af7651916cd43dd8448eb211c80319c\",\"started\":1}")]
    [InlineData("{\"sid\":\"0af7651916cd43dd8448eb211c80319c\",\"started\":1,\"attrs\":{\"release\":\" \"}}")]
    [InlineData("{\"sid\":\"0af7651916cd43dd8448eb211c80319c\",\"started\":1,\"attrs\":7}")]
    [InlineData("[")]
    public void A_session_without_id_start_or_release_is_none(string json) => Assert.False(ReleaseSession.TryParse(Encoding.UTF8.GetBytes(json), Events.Context, out _));

    [Theory]
    [InlineData("{\"aggregates\":[{\"started\":1,\"exited\":5,\"errored\":2,\"did\":\"x\"}],\"attrs\":{\"release\":\"a\"}}", "Exited×5 Errored×2", 0)]
    [InlineData("{\"attrs\":{\"environment\":\"e\",\"release\":\"a\"},\"aggregates\":[{\"started\":\"2026-11-23T05:18:00Z\",\"crashed\":1},{\"started\":{},\"exited\":1},{\"started\":1},7,[],{\"started\":1,\"abnormal\":1,\"exited\":\"x\"}]}", "Crashed×1 Abnormal×1", 4)]
    [InlineData("{\"attrs\":{\"release\":\"a\"},\"aggregates\":[]}", "", 0)]
    public void Counted_sessions_are_one_record_a_minute_and_status(string json, string expected, int bad)
    {
        Assert.True(ReleaseSession.TryParseAggregates(Encoding.UTF8.GetBytes(json), Events.Context, out var sessions, out var invalid));
        Assert.Equal((expected, bad), (string.Join(' ', sessions.Select(session => $"{session.Status}×{session.Quantity}")), invalid));
    }

    [Fact]
    public void More_than_a_hundred_minutes_are_invalid()
    {
        var minutes = string.Join(',', Enumerable.Repeat("{\"started\":1,\"exited\":1}", 150));
        Assert.True(ReleaseSession.TryParseAggregates(Encoding.UTF8.GetBytes($$$"""{"aggregates":[{{{minutes}}}],"attrs":{"release":"a"} }"""), Events.Context, out var sessions, out var invalid));
        Assert.Equal((100, 50), (sessions.Count, invalid));
    }

    [Theory]
    [InlineData("{\"aggregates\":[]}")]
    [InlineData("{\"attrs\":{\"release\":\"a\"}}")]
    [InlineData("{\"attrs\":{},\"aggregates\":[]}")]
    [InlineData("5")]
    public void Counted_sessions_of_no_release_are_none(string json) => Assert.False(ReleaseSession.TryParseAggregates(Encoding.UTF8.GetBytes(json), Events.Context, out _, out _));

    [Fact]
    public void Feedback_is_cut_and_scrubbed()
    {
        Assert.True(UserFeedback.TryParse(Encoding.UTF8.GetBytes($$$"""{"event_id":"{{{Id}}}","contexts":{"feedback":{"message":"password: hunter2hunter2 {{{new string('m', 10_000)}}}","source":"widget"} },"request":{"url":"https://a.example/"} }"""), Events.Context, out var feedback));
        Assert.Equal(UserFeedback.LongestMessage, feedback.Message.Length);
        Assert.StartsWith("password: [Filtered] mmm", feedback.Message, StringComparison.Ordinal);
        Assert.Equal((Id, "widget", "https://a.example/"), (feedback.Id.ToString("n"), feedback.Source, feedback.Url));
    }

    [Theory]
    [InlineData("{\"contexts\":{\"feedback\":{\"message\":\" \"}}}")]
    [InlineData("{\"contexts\":{\"feedback\":\"x\"}}")]
    [InlineData("{\"message\":\"x\"}")]
    [InlineData("[]")]
    public void Feedback_without_words_is_none(string json) => Assert.False(UserFeedback.TryParse(Encoding.UTF8.GetBytes(json), Events.Context, out _));

    [Fact]
    public void A_report_is_about_its_event_and_known_by_it()
    {
        Assert.True(UserFeedback.TryParseReport(Encoding.UTF8.GetBytes($$"""{"event_id":"{{Id}}","name":"Ann","email":"ann@example.org","comments":"It broke"}"""), Events.Context with { EventId = Guid.NewGuid() }, out var report));
        Assert.Equal((Id, Id, "It broke", "Ann", "user_report"), (report.Id.ToString("n"), report.EventId!.Value.ToString("n"), report.Message, report.Name, report.Source));
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\temp\\token=hunter2hunter2.txt", "token=[Filtered]")]
    [InlineData("a\u0000b\nc", "abc")]
    [InlineData("", "unnamed")]
    [InlineData(null, "unnamed")]
    [InlineData("folder/", "unnamed")]
    public void The_name_of_an_attachment_has_no_folders_and_no_secrets(string? name, string expected) =>
        Assert.Equal((expected, "application/octet-stream", "event.attachment"), Fields(Attachment.Of(new EnvelopeItem { Type = "attachment", FileName = name })));

    private static (string, string, string) Fields(Attachment attachment) => (attachment.Name, attachment.ContentType, attachment.Type);
}
