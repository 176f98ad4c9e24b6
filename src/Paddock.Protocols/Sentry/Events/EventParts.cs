using Paddock.Protocols.Json;

namespace Paddock.Protocols.Sentry.Events;

/// <summary>Where in the output each JSON part of the finished event is.</summary>
internal readonly record struct EventParts
{
    public Slice Stack { get; init; }

    public Slice Breadcrumbs { get; init; }

    public Slice Contexts { get; init; }

    public Slice Request { get; init; }

    public Slice Extra { get; init; }

    public Slice User { get; init; }

    public Slice Rest { get; init; }
}
