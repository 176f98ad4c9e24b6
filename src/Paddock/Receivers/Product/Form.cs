using System.Text;

namespace Paddock.Receivers.Product;

/// <summary>The JSON of a request that brings it as a form's field, in the query, or in Base64, as trackers of browsers do.</summary>
internal static class Form
{
    private const string Field = "data=";

    public static ReadOnlyMemory<byte> Data(HttpContext context, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty) return Plain(context.Request.Query["data"].ToString());
        if (body.Span[0] is (byte)'{' or (byte)'[') return body;
        var text = Encoding.UTF8.GetString(body.Span);
        foreach (var pair in text.Split('&'))
            if (pair.StartsWith(Field, StringComparison.Ordinal)) return Plain(Uri.UnescapeDataString(pair[Field.Length..].Replace('+', ' ')));
        return Plain(text);
    }

    // JSON, or Base64 of it. A blank was a plus.
    private static byte[] Plain(string text)
    {
        text = text.Trim();
        if (text.StartsWith('{') || text.StartsWith('[')) return Encoding.UTF8.GetBytes(text);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.Replace(' ', '+').PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length) ? bytes[..length] : [];
    }
}
