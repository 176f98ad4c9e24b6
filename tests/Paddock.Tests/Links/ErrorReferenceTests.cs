using Paddock.Links;

namespace Paddock.Tests.Links;

/// <summary>What is a reference to an error, and which ids it means.</summary>
public sealed class ErrorReferenceTests
{
    [Theory]
    [InlineData("3f2a1b2c", "3f2a1b2c000000000000000000000000", "3f2a1b2cffffffffffffffffffffffff")]
    [InlineData(" #3F2A-1B2C-9 ", "3f2a1b2c900000000000000000000000", "3f2a1b2c9fffffffffffffffffffffff")]
    [InlineData("3f2a1b2c-9d3e-4f5a-8b7c-6d5e4f3a2b1c", "3f2a1b2c9d3e4f5a8b7c6d5e4f3a2b1c", "3f2a1b2c9d3e4f5a8b7c6d5e4f3a2b1c")]
    [InlineData("00000001", "00000001000000000000000000000000", "00000001ffffffffffffffffffffffff")]
    public void It_means_a_range_of_ids(string text, string from, string to) => Assert.Equal(new ErrorReference(from, to), ErrorReference.Parse(text));

    [Theory]
    [InlineData("3f2a1b2")] // seven digits
    [InlineData("3f2a1b2c9d3e4f5a8b7c6d5e4f3a2b1c0")] // 33
    [InlineData("00000000000000000000000000000000")]
    [InlineData("checkout")]
    [InlineData("3f2a 1b2c")]
    [InlineData("")]
    public void Anything_else_is_none(string text) => Assert.Null(ErrorReference.Parse(text));
}
