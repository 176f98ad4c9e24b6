namespace Paddock.Protocols.Scrubbing;

/// <summary>What a trigger word turned out to be.</summary>
/// <param name="Start">Of the secret; equal to <paramref name="End"/> when there is none.</param>
/// <param name="Next">Where to look on.</param>
/// <param name="Mentioned">A secret is spoken of, but where it is cannot be told.</param>
internal readonly record struct Finding(int Start, int End, int Next, bool Mentioned)
{
    public static Finding Nothing(int next) => new(0, 0, next, false);

    public static Finding Secret(int start, int end, int next) => new(start, end, next, false);

    public static Finding Mention(int next) => new(0, 0, next, true);
}
