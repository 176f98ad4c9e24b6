namespace Paddock.Protocols.Otlp;

/// <summary>How a request is written: application/x-protobuf or application/json.</summary>
public enum OtlpEncoding
{
    Protobuf,
    Json,
}
