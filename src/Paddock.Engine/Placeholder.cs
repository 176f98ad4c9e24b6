namespace Paddock.Engine; internal static class Placeholder;
