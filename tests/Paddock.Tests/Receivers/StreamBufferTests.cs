using System.Text;
using Paddock.Protocols.Syslog;
using Paddock.Receivers.Listeners;

namespace Paddock.Tests.Receivers;

public sealed class StreamBufferTests
{
    private const int Longest = 1000;

    private long _searched;

    private ListenedProtocol Protocol => new("lines", [], Longest, TakeFrame, static (_, _, _, _) => Task.CompletedTask);

    [Theory]
    [InlineData("<1>a\n<1>b\n", 1, "<1>a|<1>b")]
    [InlineData("<1>a\n<1>b\n", 3, "<1>a|<1>b")]
    [InlineData("<1>a\n<1>b", 100, "<1>a|<1>b")]
    [InlineData("4 <1>a5 <1>bcrest\n", 1, "<1>a|<1>bc|rest")]
    [InlineData("\n\n<1>a\n", 2, "<1>a")]
    [InlineData("999999 x", 8, "")]
    public void A_stream_in_pieces_is_the_same_messages(string stream, int pieces, string expected) => Assert.Equal(expected, string.Join('|', Read(stream, pieces)));

    [Fact]
    public void A_line_that_is_too_long_is_cut_and_its_rest_is_no_counted_message()
    {
        // Where it is cut, the rest begins like a message of 12 bytes.
        var line = new string('x', Longest) + "12 and so on, to the end";
        Assert.Equal([line[..Longest], line[Longest..], "next"], Read(line + "\nnext\n", 1));
    }

    [Fact]
    public void Of_a_slow_line_no_byte_is_searched_twice()
    {
        Assert.Equal(["0", new string('x', 900), "1"], Read("0\n" + new string('x', 900) + "\n1\n", 1));
        Assert.InRange(_searched, 900, 2 * 906);
    }

    private List<string> Read(string stream, int piece)
    {
        using var buffer = new StreamBuffer(Protocol);
        var messages = new List<string>();
        foreach (var bytes in Encoding.UTF8.GetBytes(stream).Chunk(piece).Append([]))
        {
            bytes.CopyTo(buffer.Room());
            buffer.Add(bytes.Length);
            var batch = buffer.Split(0, isEnd: bytes.Length == 0, out var taken, out var status);
            messages.AddRange(batch.All().Select(static message => Encoding.UTF8.GetString(message.Span)));
            buffer.Keep(taken);
            if (status == FrameStatus.Malformed) break;
        }
        return messages;
    }

    private FrameStatus TakeFrame(ref ReadOnlySpan<byte> stream, int longest, ref int searched, out ReadOnlySpan<byte> message)
    {
        _searched += stream.Length - searched;
        return SyslogFrames.Take(ref stream, longest, ref searched, out message);
    }
}
