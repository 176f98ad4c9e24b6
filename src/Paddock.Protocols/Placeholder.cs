namespace Paddock.Protocols; internal static class Placeholder;
