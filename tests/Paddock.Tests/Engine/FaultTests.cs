using Paddock.Engine.Faults;

namespace Paddock.Tests.Engine;

public sealed class FaultTests
{
    [Fact]
    public void A_fault_names_what_where_and_when()
    {
        Assert.Equal(new Fault(FaultAction.Kill, FaultPoint.AfterInsertBeforeReply, 1), Fault.Parse("kill:after-insert-before-reply"));
        Assert.Equal(new Fault(FaultAction.Fail, FaultPoint.BeforeInsert, 3), Fault.Parse("fail:insert:3"));
    }

    [Theory]
    [InlineData("explode:insert")]
    [InlineData("kill")]
    [InlineData("kill:select")]
    public void A_misspelt_fault_does_not_pass_silently(string text) => Assert.Throws<FormatException>(() => Fault.Parse(text));
}
