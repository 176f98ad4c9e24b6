namespace Paddock.Pages;

internal static class Notice
{
    /// <summary>What went wrong, above the form.</summary>
    public static Html Bad(string text) => $"""    <p class="notice bad" role="alert">{text}</p>""";
}
