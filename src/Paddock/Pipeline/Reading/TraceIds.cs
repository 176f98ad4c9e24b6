namespace Paddock.Pipeline.Reading;

internal static class TraceIds
{
    /// <summary>Whether it is the hexadecimal id of a trace. Only zeros are none: rows without a trace have them.</summary>
    public static bool IsOne(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigit) && text.Any(static digit => digit != '0');
}
