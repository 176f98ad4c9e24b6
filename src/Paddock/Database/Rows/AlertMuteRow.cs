namespace Paddock.Database.Rows;

/// <summary>One person does not want the mails of one alert; everybody else gets them.</summary>
internal sealed class AlertMuteRow
{
    public required int AlertId { get; init; }

    public required int UserId { get; init; }
}
