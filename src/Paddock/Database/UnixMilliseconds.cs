using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Paddock.Database;

internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
