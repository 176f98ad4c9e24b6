namespace Paddock.Accounts;

/// <summary>A project that somebody asks for.</summary>
/// <param name="Domain">The site's host, also with a scheme or path as copied from a browser; null when there is none.</param>
internal sealed record ProjectRequest(string? Name, string? Domain = null)
{
    private const int MaximumLength = 100;

    /// <returns>What is wrong, for the person who asked; null when the project can be made.</returns>
    public string? Problem() =>
        string.IsNullOrWhiteSpace(Name) ? "A project needs a name."
        : Name.Trim().Length > MaximumLength ? $"The name may have at most {MaximumLength} characters."
        : Name.Any(char.IsControl) ? "The name may not hold control characters."
        : !string.IsNullOrWhiteSpace(Domain) && Host() is null ? $"\"{Domain}\" is no host; write one such as shop.example.org."
        : null;

    /// <summary>Trimmed name and bare host.</summary>
    public ProjectRequest Clean() => new(Name!.Trim(), Host());

    private string? Host()
    {
        if (string.IsNullOrWhiteSpace(Domain))
            return null;
        var text = Domain.Trim();
        var address = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0
            ? uri.IdnHost.ToLowerInvariant()
            : null;
    }
}
