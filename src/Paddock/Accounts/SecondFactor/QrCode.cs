using QRCoder;

namespace Paddock.Accounts.SecondFactor;

internal static class QrCode
{
    /// <summary>Lines of 0 and 1, with the quiet edge of four that readers need. M: a seventh of it may be dirty.</summary>
    public static string[] Lines(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return [.. code.ModuleMatrix.Select(static line => string.Concat(line.Cast<bool>().Select(static dark => dark ? '1' : '0')))];
    }
}
