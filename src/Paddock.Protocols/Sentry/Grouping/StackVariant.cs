namespace Paddock.Protocols.Sentry.Grouping;

internal enum StackVariant
{
    /// <summary>Only frames of the application; all of them where none is marked so.</summary>
    Application,

    /// <summary>All frames.</summary>
    System,
}
