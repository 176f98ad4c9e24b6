namespace Paddock.Pages;

internal static class Notice
{
    /// <summary>What is good to know.</summary>
    public static Html Info(Html markup) => $"""    <p class="notice"><span>{markup}</span></p>""";

    /// <summary>What went wrong, above the form.</summary>
    public static Html Bad(string text) => $"""    <p class="notice bad" role="alert">{text}</p>""";
}
