namespace Paddock.Receivers.Product;

/// <summary>A transparent GIF of one point, for trackers that load an image.</summary>
internal static class Pixel
{
    private static readonly byte[] Gif = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    public static Task WriteAsync(HttpContext context)
    {
        context.Response.ContentType = "image/gif";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.Body.WriteAsync(Gif).AsTask();
    }
}
