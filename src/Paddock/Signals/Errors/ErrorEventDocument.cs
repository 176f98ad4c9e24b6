using System.Text.Json;

namespace Paddock.Signals.Errors;

// The shape of what EventDocument writes, for the API's own description. Most of an event is JSON as some client somewhere wrote it; that is any JSON here.

/// <summary>One event whole. The raised exception comes first, then its causes.</summary>
/// <param name="Skewed">The client's clock was off by so much that its time could not be taken as it stood.</param>
/// <param name="Handled">Null: the client did not say.</param>
/// <param name="SampleRate">0.1: it stands for ten.</param>
/// <param name="Remarks">What was done to it on its way in, as paths into it: <c>scrubbed</c>, <c>trimmed</c>, <c>invalid</c>.</param>
/// <param name="Previous">The id of the event before it in the issue; null at the oldest.</param>
/// <param name="Position">Among all kept events of the issue, oldest first, from 1.</param>
internal sealed record ErrorEventDocument(
    string Id, string Time, string ReceivedAt, bool Skewed, string Title, string Type, string Value, string Message, string Level, string Platform, bool? Handled, string Environment, string Release,
    string Distribution, string Host, string Transaction, string Culprit, string TraceId, string SpanId, string Logger, string Sdk, double SampleRate, EventTag[] Tags, ThrownException[] Exceptions,
    Breadcrumb[] Breadcrumbs, JsonElement? Request, JsonElement? User, JsonElement? Contexts, JsonElement? Extra, JsonElement? Rest, JsonElement? Remarks, string? Previous, string? Next, ulong Position, ulong Total);

internal sealed record EventTag(string Key, string Value);

/// <param name="Frames">As clients send them: the innermost call last.</param>
internal sealed record ThrownException(JsonElement? Type, JsonElement? Value, StackFrame[] Frames)
{
    public JsonElement? Module { get; init; }

    /// <summary>True, false, or null where the client did not say.</summary>
    public JsonElement? Handled { get; init; }

    /// <summary>What caught it.</summary>
    public JsonElement? Mechanism { get; init; }
}

/// <param name="InApp">Of the site's own code.</param>
/// <param name="Vars">Local variables.</param>
internal sealed record StackFrame(
    JsonElement? Filename, JsonElement? AbsPath, JsonElement? Module, JsonElement? Function, JsonElement? Line, JsonElement? Column, bool InApp, JsonElement? Vars)
{
    /// <summary>The source around the line: <c>pre</c>, <c>line</c>, <c>post</c>.</summary>
    public JsonElement? Context { get; init; }

    /// <summary><c>found</c>: the frame stands as its author wrote it. Else why no source map could be used; null where none was looked for.</summary>
    public JsonElement? SourceMap { get; init; }

    /// <summary>Where it is in what the browser ran.</summary>
    public MinifiedPlace? Minified { get; init; }
}

internal sealed record MinifiedPlace(JsonElement? File, JsonElement? Function, JsonElement? Line, JsonElement? Column);

internal sealed record Breadcrumb(string? Time)
{
    public JsonElement? Type { get; init; }

    public JsonElement? Category { get; init; }

    public JsonElement? Level { get; init; }

    public JsonElement? Message { get; init; }

    public JsonElement? Data { get; init; }
}
