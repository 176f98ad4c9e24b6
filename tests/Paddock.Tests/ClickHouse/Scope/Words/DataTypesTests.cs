using Paddock.ClickHouse.Scope;
using Paddock.ClickHouse.Scope.Words;

namespace Paddock.Tests.ClickHouse.Scope.Words;

public sealed class DataTypesTests
{
    [Theory]
    [InlineData("UInt64")]
    [InlineData("DateTime64(9, 'UTC')")]
    [InlineData("Array(Nullable(String))")]
    [InlineData("Map(LowCardinality(String), Array(Tuple(a UInt8, b String)))")]
    [InlineData("Enum8('a' = 1, 'b' = -2)")]
    [InlineData("Tuple(UInt8, String)")]
    public void Types_of_values_are_allowed(string type) => Assert.True(DataTypes.IsAllowed(type));

    [Theory]
    [InlineData("")]
    [InlineData("AggregateFunction(sum, UInt64)")]
    [InlineData("Array(AggregateFunction(sum, UInt64))")]
    [InlineData("Tuple(a SimpleAggregateFunction(sum, UInt64))")]
    [InlineData("Identifier")]
    [InlineData("Dynamic")]
    [InlineData("UInt64 UInt64")]
    [InlineData("UInt64)")]
    [InlineData("Array(")]
    [InlineData("Array(UInt8")]
    [InlineData("Array()")]
    [InlineData("Enum8('a' = )")]
    [InlineData("String} , (SELECT 1) {x:String")]
    [InlineData("{x:String}")]
    public void Anything_else_is_not(string type) => Assert.False(DataTypes.IsAllowed(type));

    [Theory]
    [InlineData("String", "String")]
    [InlineData("LowCardinality(String)", "String")]
    [InlineData("Map(LowCardinality(String), Array(LowCardinality(Nullable(String))))", "Map(String, Array(Nullable(String)))")]
    [InlineData("LowCardinality(FixedString(16))", "FixedString(16)")]
    public void A_view_has_the_plain_type(string type, string plain) => Assert.Equal(plain, PlainType.Of(type));
}
