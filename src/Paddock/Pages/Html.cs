using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Paddock.Pages;

/// <summary>
/// Markup, written as an interpolated string: what stands in the literal is markup, what is put in is text and gets encoded, unless
/// it is markup itself. So forgetting is not possible.
/// </summary>
[InterpolatedStringHandler]
internal readonly struct Html
{
    private readonly StringBuilder _markup;

    public Html(int literalLength, int formattedCount) => _markup = new StringBuilder(literalLength + (formattedCount * 16));

    public static Html Empty => $"";

    public void AppendLiteral(string markup) => _markup.Append(markup);

    public void AppendFormatted(string? text) => _markup.Append(HtmlEncoder.Default.Encode(text ?? ""));

    public void AppendFormatted(int number) => _markup.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(Html markup) => _markup.Append(markup._markup);

    public override string ToString() => _markup.ToString();
}
