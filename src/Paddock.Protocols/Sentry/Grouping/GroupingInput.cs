using Paddock.Protocols.Json;

namespace Paddock.Protocols.Sentry.Grouping;

/// <summary>What grouping needs of an event, collected while it is read: texts as slices of one buffer, scrubbed.</summary>
internal sealed class GroupingInput
{
    private readonly CharBuffer _texts = new(8 * 1024);

    /// <summary>Where what is to be hashed is put together.</summary>
    public CharBuffer Ingredients { get; } = new(8 * 1024);

    public List<FrameParts> Frames { get; } = [];

    public List<ExceptionParts> Exceptions { get; } = [];

    /// <summary>Threads that have a stack, and the event's own stack, which belongs to no thread.</summary>
    public List<StackParts> ThreadStacks { get; } = [];

    public StackParts? OwnStack { get; set; }

    public int ThreadCount { get; set; }

    /// <summary>The client's fingerprint; null when it sent none.</summary>
    public List<string>? Fingerprint { get; set; }

    /// <summary>The fingerprint that counts, with its variables put in: a rule's or the client's. Null: neither.</summary>
    public List<string>? Counting { get; set; }

    /// <summary>The rule whose fingerprint counts, as it was written; null: none's.</summary>
    public string? FingerprintRule { get; set; }

    /// <summary>Of each stack so many frames count, the innermost; 0: all.</summary>
    public int MostFrames { get; set; }

    /// <summary>Where what was looked at is told; null: nobody asks.</summary>
    public List<GroupingNote>? Notes { get; set; }

    /// <summary>The message before its parameters were put in, else as formatted.</summary>
    public Slice Message { get; set; }

    public Slice TemplateFile { get; set; }

    public Slice TemplateLine { get; set; }

    public ReadOnlySpan<char> this[Slice slice] => _texts[slice];

    /// <summary>All texts, to be masked.</summary>
    public Span<char> Texts => _texts.Writable;

    public Slice Keep(ReadOnlySpan<char> text) => _texts.Append(text);

    public void Clear()
    {
        _texts.Clear();
        Frames.Clear();
        Exceptions.Clear();
        ThreadStacks.Clear();
        OwnStack = null;
        ThreadCount = 0;
        Fingerprint = Counting = null;
        FingerprintRule = null;
        MostFrames = 0;
        Notes = null;
        Message = TemplateFile = TemplateLine = default;
    }
}

/// <summary>Frames that belong together, oldest first, within <see cref="GroupingInput.Frames"/>.</summary>
internal readonly record struct StackParts(int First, int Count);

internal struct ExceptionParts
{
    public Slice Type;
    public Slice Value;
    public Slice Module;
    public StackParts Stack;

    /// <summary>The type names nothing real: a signal, a console call.</summary>
    public bool IsSynthetic;

    /// <summary>Only holds other exceptions: Python's ExceptionGroup, JavaScript's AggregateError.</summary>
    public bool IsGroup;

    public bool? Handled;
}

internal struct FrameParts
{
    public Slice Module;
    public Slice FileName;
    public Slice AbsolutePath;
    public Slice Function;
    public Slice RawFunction;
    public Slice ContextLine;
    public Slice Platform;
    public long Line;
    public long Column;
    public bool? InApp;
    public bool HasSourceMap;

    /// <summary>A rule says that it does not count.</summary>
    public bool IsLeftOut;

    /// <summary>The last rule that marked it, as it was written.</summary>
    public string? Rule;
}
