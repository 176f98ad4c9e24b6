using Paddock.Protocols.Json;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>
/// Keeps the written elements of an array (each followed by its comma) to a number by taking some out again, first ones and last ones staying;
/// how many there will be is not known while they are read.
/// </summary>
/// <param name="most">How many stay.</param>
/// <param name="keepFirst">How many of them are the first; the others are the last.</param>
internal struct ElementList(JsonBuffer output, int most, int keepFirst)
{
    private readonly List<int> _starts = new(32);

    /// <summary>Twice what may stay: time to cut, so that an endless array costs bounded memory.</summary>
    public readonly bool IsFull => _starts.Count >= 2 * most;

    public readonly bool IsOver => _starts.Count > most;

    public readonly void Begin() => _starts.Add(output.Length);

    /// <summary>Takes out what is too much; gives which elements went.</summary>
    public readonly (int From, int Count) Cut()
    {
        var count = _starts.Count - most;
        var start = _starts[keepFirst];
        var end = keepFirst + count < _starts.Count ? _starts[keepFirst + count] : output.Length;
        output.Remove(start, end);
        _starts.RemoveRange(keepFirst, count);
        for (var index = keepFirst; index < _starts.Count; index++)
            _starts[index] -= end - start;
        return (keepFirst, count);
    }
}
