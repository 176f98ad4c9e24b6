namespace Paddock.Engine.Sandbox;

/// <summary>Landlock's rights, bit by bit as the kernel numbers them.</summary>
[Flags]
internal enum FileAccessRights : ulong
{
    Execute = 1 << 0,
    WriteFile = 1 << 1,
    ReadFile = 1 << 2,
    ReadDirectory = 1 << 3,
    RemoveFile = 1 << 5,
    MakeSocket = 1 << 9,
    MoveElsewhere = 1 << 13,
    Truncate = 1 << 14,
    ControlDevice = 1 << 15,

    Version2 = (1 << 14) - 1,
    All = (1 << 16) - 1,
    OfFiles = Execute | WriteFile | ReadFile | Truncate | ControlDevice,
    Read = ReadFile | ReadDirectory,
    ReadAndWrite = All & ~Execute & ~ControlDevice,
}
