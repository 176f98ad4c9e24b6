namespace Paddock.Database.Rows;

/// <summary>A value of the whole installation that the program itself keeps, such as a salt.</summary>
internal sealed class SettingRow
{
    public required string Name { get; init; }

    public required string Value { get; set; }
}
