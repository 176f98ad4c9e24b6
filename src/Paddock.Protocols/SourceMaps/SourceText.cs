namespace Paddock.Protocols.SourceMaps;

/// <summary>The content of a source, with its lines found once: every frame asks for eleven of them.</summary>
internal sealed class SourceText
{
    // A generated file that is somebody's source may be one line of megabytes; nobody reads so much of one.
    private const int LongestLine = 2_048;

    private readonly string _text;
    private readonly int[] _starts;

    public SourceText(string text)
    {
        _text = text;
        _starts = new int[text.AsSpan().Count('\n') + 1];
        for (var line = 1; line < _starts.Length; line++)
            _starts[line] = text.IndexOf('\n', _starts[line - 1]) + 1;
    }

    public long HeldBytes => 2L * _text.Length + sizeof(int) * (long)_starts.Length;

    /// <param name="number">From 1.</param>
    public string? Line(int number)
    {
        if (number < 1 || number > _starts.Length)
            return null;
        var start = _starts[number - 1];
        var end = number == _starts.Length ? _text.Length : _starts[number] - 1;
        return _text.AsSpan(start, Math.Min(end - start, LongestLine)).TrimEnd('\r').ToString();
    }
}
