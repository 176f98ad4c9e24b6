using Paddock.Protocols.Json;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>Takes the secrets that were found in one place out of all others. Comes last, since the place that names a secret may be the last one read.</summary>
internal static class EchoRemoval
{
    public static void FromNames(ErrorEvent target, Reading reading)
    {
        var echoes = reading.Echoes;
        target.Title = echoes.Replace(target.Title)!;
        target.Type = echoes.Replace(target.Type);
        target.Value = echoes.Replace(target.Value);
        target.Message = echoes.Replace(target.Message);
        target.Culprit = echoes.Replace(target.Culprit);
        target.Transaction = echoes.Replace(target.Transaction);
        target.Logger = echoes.Replace(target.Logger);
        target.Host = echoes.Replace(target.Host);
        target.RequestUrl = echoes.Replace(target.RequestUrl);
        target.UserName = echoes.Replace(target.UserName);
        target.Tags = [.. target.Tags.Select(tag => new Tag(echoes.Replace(tag.Key)!, echoes.Replace(tag.Value)!))];
        echoes.Mask(reading.Grouping.Texts);
    }

    public static EventParts FromParts(in EventParts parts, Reading reading)
    {
        var output = reading.Output;
        if (reading.Echoes.IsEmpty || !reading.Echoes.OccurIn(output.Span(new Slice(0, output.Length))))
            return parts;
        var clean = new JsonBuffer(output.Length);
        var result = new EventParts
        {
            Stack = Copy(parts.Stack),
            Breadcrumbs = Copy(parts.Breadcrumbs),
            Contexts = Copy(parts.Contexts),
            Request = Copy(parts.Request),
            Extra = Copy(parts.Extra),
            User = Copy(parts.User),
            Rest = Copy(parts.Rest),
        };
        output.Dispose();
        reading.Output = clean;
        return result;

        Slice Copy(Slice part) => reading.Echoes.Copy(output.Span(part), clean);
    }
}
