namespace Paddock.Engine.Native;

/// <summary>SQL with what belongs to it: the output (or input) format and the values of its {name:Type} parameters.</summary>
internal sealed record Statement(ReadOnlyMemory<byte> Sql, string Format, IReadOnlyList<string> ParameterNames, IReadOnlyList<string> ParameterValues)
{
    internal static Statement Of(string sql) => new(System.Text.Encoding.UTF8.GetBytes(sql), "TabSeparated", [], []);
}
