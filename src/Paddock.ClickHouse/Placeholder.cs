namespace Paddock.ClickHouse; internal static class Placeholder;
