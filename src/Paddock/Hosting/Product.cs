namespace Paddock.Hosting;

internal static class Product
{
    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static readonly string Version = typeof(Product).Assembly.GetName().Version!.ToString(3);
}
