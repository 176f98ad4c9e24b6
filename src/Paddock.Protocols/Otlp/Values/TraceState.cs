using System.Globalization;

namespace Paddock.Protocols.Otlp;

/// <summary>The sampling that a trace's state tells: <c>ot=th:c</c> (a rejection threshold of up to 14 hexadecimal digits), or the older <c>ot=p:2</c> (a power of a half).</summary>
internal static class TraceState
{
    private const int ThresholdDigits = 14;

    /// <summary>The share of traces that was kept, above 0 and at most 1; 1 when nothing is said.</summary>
    public static double SampleRate(ReadOnlySpan<byte> state)
    {
        foreach (var memberRange in state.Split((byte)','))
        {
            var member = state[memberRange].Trim((byte)' ');
            if (!member.StartsWith("ot="u8))
                continue;
            var settings = member[3..];
            var rate = 1.0;
            foreach (var range in settings.Split((byte)';'))
            {
                var setting = settings[range];
                if (setting.StartsWith("th:"u8) && TryThreshold(setting[3..], out var threshold))
                    return threshold;
                if (setting.StartsWith("p:"u8) && int.TryParse(setting[2..], NumberStyles.None, CultureInfo.InvariantCulture, out var power) && SampleRates.IsOne(double.Exp2(-power)))
                    rate = double.Exp2(-power);
            }
            return rate;
        }
        return 1;
    }

    private static bool TryThreshold(ReadOnlySpan<byte> digits, out double rate)
    {
        rate = 1;
        if (digits.Length > ThresholdDigits || !ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var threshold))
            return false;
        var whole = (double)(1UL << (4 * ThresholdDigits));
        rate = ((1UL << (4 * ThresholdDigits)) - (threshold << (4 * (ThresholdDigits - digits.Length)))) / whole;
        return SampleRates.IsOne(rate);
    }
}
