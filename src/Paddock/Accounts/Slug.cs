using System.Text;

namespace Paddock.Accounts;

/// <summary>A project's name as it stands in addresses.</summary>
internal static class Slug
{
    private const int MaximumLength = 50;

    /// <summary>Lower-case ASCII letters and digits; whatever stands between them becomes one hyphen.</summary>
    public static string From(string name)
    {
        var slug = new StringBuilder(MaximumLength);
        foreach (var character in name)
        {
            if (slug.Length == MaximumLength)
                break;
            if (char.IsAsciiLetterOrDigit(character))
                slug.Append(char.ToLowerInvariant(character));
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var text = slug.ToString().TrimEnd('-');
        return text.Length > 0 ? text : "project";
    }

    /// <returns>The slug, or with the lowest free number behind it: <c>shop-2</c>.</returns>
    public static string FirstFree(string slug, IReadOnlySet<string> taken)
    {
        var free = slug;
        for (var number = 2; taken.Contains(free); number++)
            free = $"{slug}-{number}";
        return free;
    }
}
