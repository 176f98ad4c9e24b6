using Paddock.Hosting;
using Paddock.Protocols.Gelf;
using Paddock.Protocols.Otlp;
using Paddock.Protocols.Syslog;
using Paddock.Receivers.Listeners;
using Paddock.Receivers.Records;

namespace Paddock.Receivers.Gelf;

/// <summary>GELF over UDP (chunked, packed), TCP and TLS at the addresses of <c>Gelf__Listen</c>, and over HTTP. The project is that of the listener's key, or of the field _paddock_key.</summary>
internal static class GelfModule
{
    public const string Name = "gelf";

    private static readonly Door Door = new(Name, GelfIntake.LongestMessage, DoorRefusal.AsTextAsync);

    public static IServiceCollection AddGelf(this IServiceCollection services) => services.AddSingleton<GelfIntake>().AddSingleton(static provider => new ListenedProtocol(
        Name, provider.GetRequiredService<PaddockOptions>().GelfListeners, GelfIntake.LongestMessage, TakeFrame, provider.GetRequiredService<GelfIntake>().TakeAsync));

    public static void MapGelf(this IEndpointRouteBuilder app)
    {
        foreach (var path in (string[])["/gelf", "/in/gelf", "/in/gelf/{key}"]) app.MapPost(path, ReceiveAsync);
    }

    private static Task ReceiveAsync(HttpContext context, LogReceiver receiver) => receiver.ReceiveAsync(
        context, Door, static (body, in at, visitor) => GelfReader.Read([body.ToArray()], at, visitor), AcceptAsync);

    private static Task AcceptAsync(HttpContext context, OtlpResult result)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }

    // Each ends with a NUL.
    private static FrameStatus TakeFrame(ref ReadOnlySpan<byte> stream, int longest, ref int searched, out ReadOnlySpan<byte> message) =>
        SyslogFrames.TakeUntil(ref stream, "\0"u8, ref searched, out message);
}
