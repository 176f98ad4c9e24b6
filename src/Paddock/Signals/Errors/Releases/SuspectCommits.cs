using System.Text.Json;
using Paddock.Database.Rows;

namespace Paddock.Signals.Errors.Releases;

/// <param name="File">That it changed, as the repository calls it.</param>
/// <param name="Function">Of the frame in that file; empty: it has none.</param>
/// <param name="Line">0: the frame has none.</param>
/// <param name="Frame">How near to the error the frame is among those of the own code, from 1.</param>
/// <param name="Frames">How many those are.</param>
internal sealed record SuspectCommit(ReleaseCommitRow Commit, string File, string Function, long Line, int Frame, int Frames);

/// <summary>Which commits of a release may have brought an error: those that changed a file of its stack, the one nearest to the error first, and among equals the newest.</summary>
internal static class SuspectCommits
{
    private const int Most = 3;

    // Of a recursion, the innermost.
    private const int MostFrames = 50;

    /// <param name="stack">as it is stored</param>
    /// <param name="commits">of the release in which the error came up, newest first</param>
    public static List<SuspectCommit> Of(string stack, IReadOnlyList<ReleaseCommitRow> commits)
    {
        if (stack is "" || commits.Count == 0) return [];
        using var document = JsonDocument.Parse(stack);
        var frames = OwnFrames(document.RootElement).Take(MostFrames).ToList();
        var changed = commits.Select(static commit => (Commit: commit, Files: commit.Files.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static file => (Name: file, Parts: SourcePath.Parts(file))).ToList())).ToList();
        var suspects = new List<SuspectCommit>();
        foreach (var (frame, number) in frames.Select(static (frame, index) => (frame, index + 1)))
        {
            var path = SourcePath.Of(frame);
            foreach (var (commit, files) in changed)
            {
                if (suspects.Exists(suspect => suspect.Commit == commit) || files.Find(file => SourcePath.IsSame(path, file.Parts)).Name is not { } file) continue;
                suspects.Add(new SuspectCommit(
                    commit, file, frame.TryGetProperty("function", out var function) && function.ValueKind == JsonValueKind.String ? function.GetString()! : "",
                    frame.TryGetProperty("lineno", out var line) && line.TryGetInt64(out var of) ? of : 0, number, frames.Count));
                if (suspects.Count == Most) return suspects;
            }
        }
        return suspects;
    }

    // Of the raised exception first, then of its causes; each the innermost first. Clients that say nothing of whose code it is mean all of it.
    private static List<JsonElement> OwnFrames(JsonElement stack)
    {
        var all = new List<JsonElement>();
        foreach (var list in (string[])["exceptions", "threads"])
        {
            if (!stack.TryGetProperty(list, out var owners)) continue;
            foreach (var owner in owners.EnumerateArray().Reverse())
                if (owner.TryGetProperty("frames", out var frames) && frames.ValueKind == JsonValueKind.Array) all.AddRange(frames.EnumerateArray().Where(static frame => frame.ValueKind == JsonValueKind.Object).Reverse());
        }
        var own = all.FindAll(static frame => frame.TryGetProperty("in_app", out var inApp) && inApp.ValueKind == JsonValueKind.True);
        return own.Count > 0 ? own : all;
    }
}
