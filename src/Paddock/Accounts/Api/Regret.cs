namespace Paddock.Accounts.Api;

/// <summary>What was revoked works no more at once; for a while it can be taken back, in place of a question beforehand.</summary>
internal static class Regret
{
    public static readonly TimeSpan Time = TimeSpan.FromMinutes(10);
}
