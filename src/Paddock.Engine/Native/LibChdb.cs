using System.Runtime.InteropServices;

namespace Paddock.Engine.Native;

/// <summary>The C interface of libchdb, as it stands in 26.7.3. Every call may block and must come from one of <see cref="NativeThreads"/>.</summary>
internal static unsafe partial class LibChdb
{
    private const string Library = "chdb";

    [LibraryImport(Library, EntryPoint = "chdb_version")]
    private static partial byte* Version();

    /// <summary>Of the loaded library, such as 26.7.3.</summary>
    internal static string VersionText() => Marshal.PtrToStringUTF8((nint)Version()) ?? "";

    [LibraryImport(Library, EntryPoint = "chdb_set_signal_handlers_enabled")]
    internal static partial void SetSignalHandlersEnabled(int enabled);

    [LibraryImport(Library, EntryPoint = "chdb_connect")]
    internal static partial nint* Connect(int argumentCount, byte** arguments);

    [LibraryImport(Library, EntryPoint = "chdb_close_conn")]
    internal static partial void Close(nint* connection);

    [LibraryImport(Library, EntryPoint = "chdb_classify_query_n")]
    internal static partial int Classify(nint connection, byte* sql, nuint sqlLength, byte* database, nuint databaseLength, QueryAnalysis* analysis);

    [LibraryImport(Library, EntryPoint = "chdb_query_with_params_n")]
    internal static partial nint Query(nint connection, byte* sql, nuint sqlLength, byte* format, nuint formatLength,
        byte** names, nuint* nameLengths, byte** values, nuint* valueLengths, nuint count);

    [LibraryImport(Library, EntryPoint = "chdb_stream_query_with_params_n")]
    internal static partial nint StreamQuery(nint connection, byte* sql, nuint sqlLength, byte* format, nuint formatLength,
        byte** names, nuint* nameLengths, byte** values, nuint* valueLengths, nuint count);

    [LibraryImport(Library, EntryPoint = "chdb_stream_fetch_result")]
    internal static partial nint Fetch(nint connection, nint stream);

    [LibraryImport(Library, EntryPoint = "chdb_stream_cancel_query")]
    internal static partial void CancelQuery(nint connection, nint stream);

    [LibraryImport(Library, EntryPoint = "chdb_stream_insert_with_params_n")]
    internal static partial nint BeginInsert(nint connection, byte* sql, nuint sqlLength, byte* format, nuint formatLength,
        byte** names, nuint* nameLengths, byte** values, nuint* valueLengths, nuint count);

    [LibraryImport(Library, EntryPoint = "chdb_stream_append")]
    internal static partial int Append(nint insert, byte* data, nuint length);

    [LibraryImport(Library, EntryPoint = "chdb_stream_done")]
    internal static partial nint FinishInsert(nint insert);

    [LibraryImport(Library, EntryPoint = "chdb_stream_insert_error")]
    internal static partial byte* InsertError(nint insert);

    [LibraryImport(Library, EntryPoint = "chdb_destroy_insert_stream")]
    internal static partial void DestroyInsert(nint insert);

    [LibraryImport(Library, EntryPoint = "chdb_destroy_query_result")]
    internal static partial void DestroyResult(nint result);

    [LibraryImport(Library, EntryPoint = "chdb_result_buffer")]
    internal static partial byte* ResultBuffer(nint result);

    [LibraryImport(Library, EntryPoint = "chdb_result_length")]
    internal static partial nuint ResultLength(nint result);

    [LibraryImport(Library, EntryPoint = "chdb_result_error")]
    internal static partial byte* ResultError(nint result);

    [LibraryImport(Library, EntryPoint = "chdb_result_rows_read")]
    internal static partial ulong RowsReturned(nint result);

    [LibraryImport(Library, EntryPoint = "chdb_result_storage_rows_read")]
    internal static partial ulong RowsRead(nint result);

    [LibraryImport(Library, EntryPoint = "chdb_result_storage_bytes_read")]
    internal static partial ulong BytesRead(nint result);

    [LibraryImport(Library, EntryPoint = "chdb_result_rows_written")]
    internal static partial ulong RowsWritten(nint result);

    [LibraryImport(Library, EntryPoint = "chdb_result_bytes_written")]
    internal static partial ulong BytesWritten(nint result);

    [StructLayout(LayoutKind.Sequential)]
    internal struct QueryAnalysis
    {
        internal uint StructSize;
        internal uint StatementCount;
        internal uint Flags;
        internal QueryClass Class;
    }

    internal enum QueryClass : uint
    {
        ReadOnly = 0,
        Mutating = 1,
        MutatingGlobal = 2,
        Control = 3,
        Unknown = 4,
    }
}
