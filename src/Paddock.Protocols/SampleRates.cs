namespace Paddock.Protocols;

/// <summary>Which shares of records clients may say they sent: a record of a share counts 1 / share times, so nobody may count for more than a million.</summary>
public static class SampleRates
{
    private const double Least = 1e-6;

    public static bool IsOne(double rate) => rate is >= Least and <= 1;
}
