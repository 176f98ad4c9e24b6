using System.Text;
using Paddock.Protocols.Json;
using Paddock.Protocols.Scrubbing;

namespace Paddock.Tests.Protocols.Scrubbing;

public sealed class EchoesTests
{
    [Theory]
    [InlineData("hunter2x9", true)]
    [InlineData("'hunter2x9'", true)]
    [InlineData("Bearer hunter2x9", true)]
    [InlineData("correcthorsebatterystaple", true)]
    [InlineData("password", false)]
    [InlineData("hunter2", false)]
    [InlineData("1234567890", false)]
    [InlineData("django.contrib.auth.backends", false)]
    [InlineData("/accounts/password_reset/done", false)]
    public void Only_what_looks_like_nothing_but_a_secret_is_remembered(string removed, bool remembered)
    {
        var echoes = new Echoes();
        echoes.Remember(removed);
        Assert.Equal(!remembered, echoes.IsEmpty);
    }

    [Theory]
    [InlineData("[\"a hunter2x9 b\"]", "[\"a [Filtered] b\"]")]
    [InlineData("[\"hunter2x9hunter2x9\"]", "[\"[Filtered][Filtered]\"]")]
    [InlineData("[\"\\nhunter2x9\"]", "[\"\\n[Filtered]\"]")]
    [InlineData("[\"\\hunter2x9\"]", "[\"\\hunter2x9\"]")]
    [InlineData("[\"\\\\hunter2x9\"]", "[\"\\\\[Filtered]\"]")]
    [InlineData("[\"none\"]", "[\"none\"]")]
    public void A_remembered_secret_goes_and_the_json_stays_json(string json, string expected)
    {
        var echoes = new Echoes();
        echoes.Remember("hunter2x9");
        using var target = new JsonBuffer(16);
        var slice = echoes.Copy(Encoding.UTF8.GetBytes(json), target);
        Assert.Equal(expected, Encoding.UTF8.GetString(target.Span(slice)));
    }
}
