using System.Globalization;

namespace Paddock.Benchmarks;

/// <summary>Gauges of a fleet as OpenTelemetry exports them: a metric name for every hundred series, which differ by route and host; values walk a little from round to round.</summary>
public static class OtlpSamples
{
    private const int SeriesOfMetric = 100;

    /// <summary>ExportMetricsServiceRequest: one point of each of some series.</summary>
    /// <param name="first">The number of the first series; a multiple of 100.</param>
    /// <param name="series">How many series.</param>
    /// <param name="round">How often they were exported before.</param>
    /// <param name="time">Nanoseconds since 1970 of all points.</param>
    public static byte[] Protobuf(int first, int series, int round, long time)
    {
        var scope = new MemoryStream();
        for (var metric = first; metric < first + series; metric += SeriesOfMetric)
        {
            var points = new MemoryStream();
            for (var number = metric; number < metric + SeriesOfMetric; number++) Wire.Field(points, 1, Point(number, round, time));
            Wire.Field(scope, 2, [.. Wire.Text(1, $"shop.gauge.{metric / SeriesOfMetric}"), .. Wire.Text(3, "ms"), .. Wire.Wrapped(5, points.ToArray())]);
        }
        return Wire.Wrapped(1, [.. Wire.Wrapped(1, Wire.Wrapped(1, Attribute("service.name", "shop"))), .. Wire.Wrapped(2, scope.ToArray())]);
    }

    private static byte[] Point(int series, int round, long time)
    {
        var point = new MemoryStream();
        Wire.Fixed(point, 3, (ulong)time);
        Wire.Fixed(point, 4, BitConverter.DoubleToUInt64Bits(Math.Round((100 + (series % 97)) * (1 + (0.01 * Math.Sin(round + series))), 2)));
        Wire.Field(point, 7, Attribute("route", string.Create(CultureInfo.InvariantCulture, $"/area{series % 20}/")));
        Wire.Field(point, 7, Attribute("host.name", string.Create(CultureInfo.InvariantCulture, $"web-{series / 20}")));
        return point.ToArray();
    }

    private static byte[] Attribute(string key, string value) => [.. Wire.Text(1, key), .. Wire.Wrapped(2, Wire.Text(1, value))];
}
