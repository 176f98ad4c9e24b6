namespace Paddock.Protocols.Otlp;

/// <summary>Takes records one by one, in the request's order. A record is one object, filled anew for each call: what is wanted of it must be copied.</summary>
public interface IOtlpVisitor<in TRecord>
{
    /// <summary>False: no more can be taken, the reading stops.</summary>
    bool Accept(TRecord record);
}
