namespace Paddock.Protocols.SourceMaps;

/// <summary>From a place of generated code to one of a source; lines and columns count from 0, and -1 is none.</summary>
internal readonly record struct Mapping(int Line, int Column, int Source, int SourceLine, int SourceColumn, int Name) : IComparable<Mapping>
{
    public int CompareTo(Mapping other) => Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);
}
