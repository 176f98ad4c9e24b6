namespace Paddock.Pipeline;

/// <summary>A rate that forgets with a half-life of about seven seconds. Not thread-safe.</summary>
internal sealed class RateMeter(TimeProvider time)
{
    private const double DecaySeconds = 10;

    private double weight;
    private long updatedAt = time.GetTimestamp();

    public double PerSecond
    {
        get
        {
            Decay();
            return weight / DecaySeconds;
        }
    }

    public void Add(int count)
    {
        Decay();
        weight += count;
    }

    private void Decay()
    {
        var now = time.GetTimestamp();
        weight *= Math.Exp(-time.GetElapsedTime(updatedAt, now).TotalSeconds / DecaySeconds);
        updatedAt = now;
    }
}
