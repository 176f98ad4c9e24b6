using System.Globalization;
using Microsoft.AspNetCore.Http;
using Paddock.Engine.Native;

namespace Paddock.Engine.Http;

/// <summary>The X-ClickHouse-Summary header.</summary>
internal static class Summary
{
    internal static void Write(HttpResponse response, ChdbResult result) =>
        response.Headers["X-ClickHouse-Summary"] = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"read_rows":"{{result.RowsRead}}","read_bytes":"{{result.BytesRead}}","written_rows":"{{result.RowsWritten}}","written_bytes":"{{result.BytesWritten}}","result_rows":"{{result.RowsReturned}}","result_bytes":"{{result.Length}}"}""");
}
