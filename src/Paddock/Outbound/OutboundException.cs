namespace Paddock.Outbound;

/// <summary>Why a connection was not made.</summary>
/// <param name="failure">One of <see cref="OutboundFailure"/>.</param>
/// <param name="detail">For the person who chose the target.</param>
internal sealed class OutboundException(string failure, string detail) : IOException(detail)
{
    public string Failure => failure;
}

/// <summary>How a call to the outside can fail: words that are stored and shown.</summary>
internal static class OutboundFailure
{
    /// <summary>The target is where Paddock does not go: nothing is known of it.</summary>
    public const string AddressRefused = "address_refused";

    public const string UnknownName = "unknown_name";
    public const string NoConnection = "no_connection";
    public const string Timeout = "timeout";
    public const string CertificateExpired = "certificate_expired";
    public const string CertificateOfAnother = "certificate_of_another_name";
    public const string CertificateUntrusted = "certificate_untrusted";
    public const string NoTls = "no_tls";
    public const string BadAnswer = "bad_answer";
    public const string CutOff = "cut_off";
    public const string BadRedirect = "bad_redirect";
    public const string TooManyRedirects = "too_many_redirects";
}
