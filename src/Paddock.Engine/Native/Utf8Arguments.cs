using System.Runtime.InteropServices;
using System.Text;

namespace Paddock.Engine.Native;

/// <summary>Strings laid out for C: null-terminated UTF-8 with pointers and lengths, freed on disposal.</summary>
internal sealed unsafe class Utf8Arguments : IDisposable
{
    internal byte** Pointers { get; }

    internal nuint* Lengths { get; }

    internal int Count { get; }

    internal Utf8Arguments(IReadOnlyList<string> values)
    {
        Count = values.Count;
        Pointers = (byte**)NativeMemory.AllocZeroed((nuint)Count + 1, (nuint)sizeof(byte*));
        Lengths = (nuint*)NativeMemory.AllocZeroed((nuint)Count + 1, (nuint)sizeof(nuint));
        for (var i = 0; i < Count; i++)
        {
            var length = Encoding.UTF8.GetByteCount(values[i]);
            Pointers[i] = (byte*)NativeMemory.Alloc((nuint)length + 1);
            Encoding.UTF8.GetBytes(values[i], new Span<byte>(Pointers[i], length));
            Pointers[i][length] = 0;
            Lengths[i] = (nuint)length;
        }
    }

    public void Dispose()
    {
        for (var i = 0; i < Count; i++)
            NativeMemory.Free(Pointers[i]);
        NativeMemory.Free(Pointers);
        NativeMemory.Free(Lengths);
    }
}
