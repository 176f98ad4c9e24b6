namespace Paddock.ClickHouse.Scope.Words;

internal static class WordList
{
    /// <summary>The words of texts that are divided by white space.</summary>
    public static IEnumerable<string> Of(params string[] texts) =>
        texts.SelectMany(text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
