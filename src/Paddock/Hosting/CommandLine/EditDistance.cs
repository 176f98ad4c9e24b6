namespace Paddock.Hosting.CommandLine;

internal static class EditDistance
{
    /// <returns>How many letters have to be put in, left out or changed.</returns>
    public static int Between(string one, string other)
    {
        var above = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var row = 1; row <= one.Length; row++)
        {
            var current = new int[above.Length];
            current[0] = row;
            for (var column = 1; column <= other.Length; column++)
                current[column] = Math.Min(
                    Math.Min(current[column - 1], above[column]) + 1,
                    above[column - 1] + (one[row - 1] == other[column - 1] ? 0 : 1));
            above = current;
        }

        return above[^1];
    }
}
