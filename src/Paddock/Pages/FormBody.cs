namespace Paddock.Pages;

internal static class FormBody
{
    /// <summary>Bytes of a whole form; the longest honest one has an address, two names and a sentence as password.</summary>
    public const int Limit = 32 * 1024;

    /// <returns>Null when the body is no form, is broken, or is too long.</returns>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return null;
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        // Not supported is the charset UTF-7.
        catch (Exception problem) when (problem is InvalidDataException or BadHttpRequestException or IOException or NotSupportedException)
        {
            return null;
        }
    }
}
