namespace Paddock.Protocols.Otlp;

/// <summary>The frame that all three requests share: resources, in them scopes, in them records.</summary>
internal static class ProtobufRequest
{
    public static OtlpStatus Read(ReadOnlySpan<byte> body, OtlpReading reading, IRecordReader records)
    {
        var request = new ProtobufReader(body);
        while (request.TryRead())
        {
            if (request.Tag == (1 << 3 | Wire.Bytes) && ReadResource(request.Bytes, reading, records) is var status and not OtlpStatus.Ok)
                return status;
        }
        return request.IsMalformed ? OtlpStatus.Malformed : OtlpStatus.Ok;
    }

    /// <summary>Adds one attribute to a list; false when it is malformed.</summary>
    public static bool TryReadAttribute(ReadOnlySpan<byte> pair, AttributeList list, OtlpReading reading) =>
        ProtobufValues.TryReadPair(pair, out var key, out var value) && reading.TryAdd(list, key, value);

    // A message's fields may come in any order, so what is said of all records is looked for first.
    private static OtlpStatus ReadResource(ReadOnlySpan<byte> message, OtlpReading reading, IRecordReader records)
    {
        reading.BeginResource();
        var resource = new ProtobufReader(message);
        while (resource.TryRead())
        {
            if (resource.Tag == (1 << 3 | Wire.Bytes) && !TryReadResource(resource.Bytes, reading))
                return OtlpStatus.Malformed;
        }
        if (resource.IsMalformed)
            return OtlpStatus.Malformed;
        for (var scopes = new ProtobufReader(message); scopes.TryRead();)
        {
            if (scopes.Tag == (2 << 3 | Wire.Bytes) && ReadScope(scopes.Bytes, reading, records) is var status and not OtlpStatus.Ok)
                return status;
        }
        return OtlpStatus.Ok;
    }

    private static OtlpStatus ReadScope(ReadOnlySpan<byte> message, OtlpReading reading, IRecordReader records)
    {
        reading.BeginScope();
        var scope = new ProtobufReader(message);
        while (scope.TryRead())
        {
            if (scope.Tag == (1 << 3 | Wire.Bytes) && !TryReadScope(scope.Bytes, reading))
                return OtlpStatus.Malformed;
        }
        if (scope.IsMalformed)
            return OtlpStatus.Malformed;
        for (var members = new ProtobufReader(message); members.TryRead();)
        {
            if (members.Tag == (2 << 3 | Wire.Bytes) && !records.Read(members.Bytes))
                return OtlpStatus.Stopped;
        }
        return OtlpStatus.Ok;
    }

    private static bool TryReadResource(ReadOnlySpan<byte> message, OtlpReading reading)
    {
        var fields = new ProtobufReader(message);
        while (fields.TryRead())
        {
            if (fields.Tag == (1 << 3 | Wire.Bytes) && !TryReadAttribute(fields.Bytes, reading.Resource, reading))
                return false;
        }
        return !fields.IsMalformed;
    }

    private static bool TryReadScope(ReadOnlySpan<byte> message, OtlpReading reading)
    {
        var fields = new ProtobufReader(message);
        while (fields.TryRead())
        {
            if (fields.Tag == (1 << 3 | Wire.Bytes))
                reading.SetScopeName(fields.Bytes);
            else if (fields.Tag == (3 << 3 | Wire.Bytes) && !TryReadAttribute(fields.Bytes, reading.Scope, reading))
                return false;
        }
        return !fields.IsMalformed;
    }
}
