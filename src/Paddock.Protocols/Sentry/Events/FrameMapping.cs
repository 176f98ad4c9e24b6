using System.Text.Json;
using Paddock.Protocols.Json;
using Paddock.Protocols.SourceMaps;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>A frame of generated code: where its author wrote it, or why that is not known.</summary>
/// <param name="Function">What it was called before it was minified; null when nothing says so.</param>
/// <param name="IsLookedUp">Somebody looked for its file; else nothing is said of it.</param>
internal readonly record struct MappedFrame(bool IsLookedUp, SourceMapProblem Problem, SourcePlace Place, string? Function)
{
    public bool IsFound => IsLookedUp && Problem == SourceMapProblem.None;
}

/// <summary>
/// Maps the frames of one stack, oldest first. A map names what stands at a place, and at the place of a call that is the function called: so the name of each frame's function
/// is found in the frame before it.
/// </summary>
internal struct FrameMapping(SourceMapSet? maps)
{
    private string? _called;

    /// <param name="frame">At the opening brace of a frame; a copy.</param>
    public MappedFrame Next(Utf8JsonReader frame, Reading reading)
    {
        if (maps is null)
            return default;
        var function = _called;
        _called = null;
        var (file, line, column) = Read(ref frame, reading);
        if (!maps.TryFind(file, out var match))
            return default;
        if (match.Map is null)
            return new MappedFrame(true, match.Problem, default, null);
        if (match.Map.Find(line, column) is not { } place)
            return new MappedFrame(true, SourceMapProblem.NoPlace, default, null);
        _called = SourceNames.Called(place.Name);
        return new MappedFrame(true, SourceMapProblem.None, place, function);
    }

    private static (string? File, int Line, int Column) Read(ref Utf8JsonReader frame, Reading reading)
    {
        var (path, name, line, column) = ((string?)null, (string?)null, 0, 0);
        while (frame.Read() && frame.TokenType == JsonTokenType.PropertyName)
        {
            var member = JsonStrings.Is(ref frame, "abs_path"u8) ? 'p' : JsonStrings.Is(ref frame, "filename"u8) ? 'n'
                : JsonStrings.Is(ref frame, "lineno"u8) ? 'l' : JsonStrings.Is(ref frame, "colno"u8) ? 'c' : ' ';
            frame.Read();
            switch (member)
            {
                case 'p' when frame.TokenType == JsonTokenType.String:
                    path = reading.Decode(ref frame).ToString();
                    break;
                case 'n' when frame.TokenType == JsonTokenType.String:
                    name = reading.Decode(ref frame).ToString();
                    break;
                case 'l' when frame.TokenType == JsonTokenType.Number:
                    line = frame.TryGetInt32(out var lineNumber) ? lineNumber : 0;
                    break;
                case 'c' when frame.TokenType == JsonTokenType.Number:
                    column = frame.TryGetInt32(out var columnNumber) ? columnNumber : 0;
                    break;
                default:
                    frame.Skip();
                    break;
            }
        }
        return (string.IsNullOrEmpty(path) ? name : path, line, column);
    }
}
