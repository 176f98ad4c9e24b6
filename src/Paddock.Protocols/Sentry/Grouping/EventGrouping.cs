using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Paddock.Protocols.Json;

namespace Paddock.Protocols.Sentry.Grouping;

/// <summary>
/// Which events are one issue. The first of these that an event has decides: the client's fingerprint, the stack traces of its exceptions,
/// their types and values, a single thread's stack, the event's own stack, a template's place, its message. docs/decisions/0007 has the rules.
/// </summary>
internal static class EventGrouping
{
    /// <summary>Raised with every change that moves an event to another hash: issues that exist must not split.</summary>
    public const ushort Version = 1;

    private const string Default = "{{ default }}";

    /// <summary>The hash over the application's frames, then the one over all frames where that differs.</summary>
    public static IReadOnlyList<byte[]> Hash(GroupingInput input, string? platform)
    {
        var ingredients = input.Ingredients;
        if (input.Counting is { } fingerprint && !fingerprint.Exists(IsDefault))
        {
            ingredients.Clear();
            WriteFingerprint(ingredients, fingerprint);
            return [HashOf(ingredients.Span)];
        }
        var application = HashOf(Ingredients(input, platform, StackVariant.Application));
        var system = HashOf(Ingredients(input, platform, StackVariant.System));
        return application.AsSpan().SequenceEqual(system) ? [application] : [application, system];
    }

    /// <summary>What the first hash is made of, and what was looked at besides.</summary>
    public static List<GroupingNote> Explain(GroupingInput input, string? platform)
    {
        var notes = input.Notes = [];
        var only = input.Counting is { } fingerprint && !fingerprint.Exists(IsDefault);
        foreach (var part in input.Counting ?? [])
            notes.Add(new("fingerprint", part, null));
        if (input.FingerprintRule is not null && input.Fingerprint is { } client)
            notes.Add(new("fingerprint", string.Join(", ", client), "a rule of the project gives another"));
        var before = notes.Count;
        Ingredients(input, platform, StackVariant.Application);
        for (var index = before; only && index < notes.Count; index++)
            notes[index] = notes[index] with { Ignored = notes[index].Ignored ?? "the fingerprint decides" };
        input.Notes = null;
        return notes;
    }

    /// <summary>What is hashed, readable: one line a frame, type, value or message.</summary>
    public static ReadOnlySpan<char> Ingredients(GroupingInput input, string? platform, StackVariant variant)
    {
        var ingredients = input.Ingredients;
        ingredients.Clear();
        if (input.Counting is { } fingerprint && fingerprint.Exists(part => !IsDefault(part)))
            WriteFingerprint(ingredients, fingerprint);
        WriteDefault(input, platform ?? "other", variant);
        return ingredients.Span;
    }

    private static void WriteDefault(GroupingInput input, string platform, StackVariant variant)
    {
        var before = input.Ingredients.Length;
        ExceptionIngredients.WriteChain(input, platform, variant);
        if (input.Ingredients.Length > before)
        {
            if (!input[input.Message].IsWhiteSpace())
                input.Notes?.Add(new("message", input[input.Message].ToString(), "the exception says more"));
            return;
        }
        if (input.ThreadStacks.Count == 1 && StackIngredients.Write(input, input.ThreadStacks[0], platform, variant))
            return;
        if (input.OwnStack is { } own && StackIngredients.Write(input, own, platform, variant))
            return;
        if (!input.TemplateFile.IsEmpty || !input.TemplateLine.IsEmpty)
        {
            WriteLine(input, "template", input[input.TemplateFile]);
            WriteLine(input, "line", input[input.TemplateLine].Trim());
        }
        else
        {
            WriteLine(input, "message", MessageParameters.Replace(input[input.Message]));
        }
    }

    /// <summary>One ingredient: its name, a space, its text, and the end of the line.</summary>
    public static void WriteLine(GroupingInput input, string name, ReadOnlySpan<char> text)
    {
        WriteLine(input.Ingredients, name, text);
        input.Notes?.Add(new(name, text.ToString(), null));
    }

    private static void WriteLine(CharBuffer ingredients, string name, ReadOnlySpan<char> text)
    {
        ingredients.Append(name);
        ingredients.Append(' ');
        ingredients.Append(text);
        ingredients.Append('\n');
    }

    private static void WriteFingerprint(CharBuffer ingredients, List<string> fingerprint)
    {
        foreach (var part in fingerprint)
            WriteLine(ingredients, "fingerprint", IsDefault(part) ? Default : part);
    }

    private static bool IsDefault(string part) => part.Replace(" ", "", StringComparison.Ordinal) == "{{default}}";

    private static byte[] HashOf(ReadOnlySpan<char> ingredients)
    {
        var utf8 = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(ingredients.Length));
        var length = Encoding.UTF8.GetBytes(ingredients, utf8);
        // A name for a group, 16 bytes as Sentry's; nobody is kept out by it.
#pragma warning disable CA5351
        var hash = MD5.HashData(utf8.AsSpan(0, length));
#pragma warning restore CA5351
        ArrayPool<byte>.Shared.Return(utf8);
        return hash;
    }
}
