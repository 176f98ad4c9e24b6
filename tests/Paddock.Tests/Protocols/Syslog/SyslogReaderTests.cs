using System.Text;
using Paddock.Protocols.Syslog;
using Paddock.Tests.Protocols.Logs;

namespace Paddock.Tests.Protocols.Syslog;

public sealed class SyslogReaderTests
{
    [Theory]
    // RFC 5424.
    [InlineData("<165>1 2026-11-23T05:00:00.003Z web-1 shop 4711 ID47 [order@32473 id=\"17\" note=\"a \\\"b\\\" \\]\"][x y=\"z\"] \uFEFFplaced",
        "+3000000 10  | placed |  | Service=shop Host=web-1 process.pid=4711 syslog.msgid=ID47 order.id=17 order.note=a \"b\" ] x.y=z syslog.facility=local4")]
    [InlineData("<14>1 - - - - - - nothing is known", "+0 9  | nothing is known |  | syslog.facility=user")]
    [InlineData("<14>1 2026-11-23T06:00:00+01:00 h a - - [paddock@32473 key=\"0123456789abcdef0123456789abcdef\"][trace id=\"x\"] m", "+0 9  | m |  | Service=a Host=h trace.id=x syslog.facility=user")]
    [InlineData("<14>1 2026-11-23T05:00:00Z h a - - [broken m", "+0 9  | 1 2026-11-23T05:00:00Z h a - - [broken m |  | syslog.facility=user")]
    // RFC 3164, as logger, rsyslog and routers write it.
    [InlineData("<13>Nov 23 05:00:01 web-1 shop[77]: placed", "+1000000000 10  | placed |  | Service=shop Host=web-1 process.pid=77 syslog.facility=user")]
    [InlineData("<13>Nov 23 05:00:01 shop: placed", "+1000000000 10  | placed |  | Service=shop syslog.facility=user")]
    [InlineData("<13>Nov 23 05:00:01 web-1 just words: here", "+1000000000 10  | just words: here |  | Host=web-1 syslog.facility=user")]
    [InlineData("<13>2026-11-23T05:00:01.5+00:00 web-1 shop: placed", "+1500000000 10  | placed |  | Service=shop Host=web-1 syslog.facility=user")]
    // Python's SysLogHandler: a priority and nothing else, and a NUL.
    [InlineData("<11>payment refused, token=abcdef123456\0", "+0 17  | payment refused, token=[Filtered] |  | syslog.facility=user")]
    [InlineData("<14>shop: {\"message\":\"a\"}", "+0 9  | a |  | Service=shop syslog.facility=user")]
    [InlineData("<14>Error: a", "+0 9  | Error: a |  | syslog.facility=user")]
    [InlineData("no priority at all", "+0   | no priority at all |  | ")]
    [InlineData("<999>too much", "+0   | <999>too much |  | ")]
    // Objects are read as fields; the header knows the time and the host better.
    [InlineData("<14>Nov 23 05:00:01 web-1 shop: {\"msg\":\"a\",\"level\":\"error\",\"n\":1,\"hostname\":\"other\"}", "+1000000000 error  | a |  | Service=shop Host=web-1 n=1 syslog.facility=user")]
    [InlineData("<14>Nov 23 05:00:01 web-1 shop: @cee: {\"msg\":\"a\"}", "+1000000000 9  | a |  | Service=shop Host=web-1 syslog.facility=user")]
    public void A_message_is_read_as_its_sender_meant_it(string message, string expected)
    {
        var dump = new LogDump();
        SyslogReader.Read([Encoding.UTF8.GetBytes(message)], LogDump.Context, dump);
        Assert.Equal(expected, dump.ToString());
    }

    [Fact]
    public void The_year_is_the_one_in_which_a_time_is_nearest()
    {
        var newYear = (long)(new DateTime(2027, 1, 1, 0, 0, 30, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalSeconds * 1_000_000_000;
        var dump = new LogDump();
        SyslogReader.Read([Encoding.UTF8.GetBytes("<13>Dec 31 23:59:59 h a: m"), Encoding.UTF8.GetBytes("<13>Jan  1 00:00:29 h a: m")], new(newYear, newYear - 60_000_000_000, newYear), dump);
        Assert.Equal(2, dump.ToString().Split('\n').Length);
    }

    [Fact]
    public void What_is_empty_is_refused_and_leaves_its_neighbours()
    {
        var result = SyslogReader.Read([Encoding.UTF8.GetBytes("<13>\n"), Encoding.UTF8.GetBytes("<13>a")], LogDump.Context, new LogDump());
        Assert.Equal((1, 1), (result.Accepted, result.Malformed));
    }

    [Theory]
    [InlineData("<13>a\n<13>b\n", "<13>a|<13>b|", FrameStatus.Incomplete)]
    [InlineData("<13>a\0<13>b", "<13>a|", FrameStatus.Incomplete)]
    [InlineData("5 <13>a6 <13>bc", "<13>a|<13>bc|", FrameStatus.Incomplete)]
    [InlineData("5 <13>a<13>line\n7 <13>bc\n", "<13>a|<13>line|<13>bc\n|", FrameStatus.Incomplete)]
    [InlineData("12", "", FrameStatus.Incomplete)]
    [InlineData("12 short", "", FrameStatus.Incomplete)]
    [InlineData("2026-11-23 a line\n", "2026-11-23 a line|", FrameStatus.Incomplete)]
    [InlineData("999999 x", "", FrameStatus.Malformed)]
    public void Streams_are_cut_into_messages(string stream, string expected, FrameStatus end)
    {
        var text = new StringBuilder();
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(stream);
        FrameStatus status;
        var searched = 0;
        while ((status = SyslogFrames.Take(ref rest, 65536, ref searched, out var message)) == FrameStatus.Frame)
            text.Append(Encoding.UTF8.GetString(message)).Append('|');
        Assert.Equal((expected, end), (text.ToString(), status));
    }

    [Theory]
    [InlineData("<14>1 - h a - - [x][paddock@32473 key=\"abc\"] m", "abc")]
    [InlineData("<14>1 - h a - - [paddock a=\"1\" key=\"abc\"] m", "abc")]
    [InlineData("<14>1 - h a - - [paddock@1] key=\"abc\"", "")]
    [InlineData("<14>m", "")]
    public void A_message_may_bring_its_projects_key(string message, string key) => Assert.Equal(key, StructuredData.KeyOf(Encoding.UTF8.GetBytes(message)));
}
