using System.Collections.Frozen;

namespace Paddock.ClickHouse;

/// <summary>ClickHouse's error numbers that tell of the store's state rather than of the statement. Whatever is not here counts against the rows.</summary>
internal static class RetryableErrors
{
    private static readonly FrozenSet<int> Codes = FrozenSet.Create(
        ClickHouseException.NoAnswerCode,
        3,    // UNEXPECTED_END_OF_FILE: the request broke off
        60,   // UNKNOWN_TABLE: not migrated yet, or restored without it
        74,   // CANNOT_READ_FROM_FILE_DESCRIPTOR
        75,   // CANNOT_WRITE_TO_FILE_DESCRIPTOR
        76,   // CANNOT_OPEN_FILE
        77,   // CANNOT_CLOSE_FILE
        81,   // UNKNOWN_DATABASE
        159,  // TIMEOUT_EXCEEDED
        160,  // TOO_SLOW
        164,  // READONLY
        173,  // CANNOT_ALLOCATE_MEMORY
        192,  // UNKNOWN_USER
        193,  // WRONG_PASSWORD
        194,  // REQUIRED_PASSWORD
        201,  // QUOTA_EXCEEDED
        202,  // TOO_MANY_SIMULTANEOUS_QUERIES
        209,  // SOCKET_TIMEOUT
        210,  // NETWORK_ERROR
        236,  // ABORTED
        241,  // MEMORY_LIMIT_EXCEEDED
        242,  // TABLE_IS_READ_ONLY
        243,  // NOT_ENOUGH_SPACE
        252,  // TOO_MANY_PARTS
        279,  // ALL_CONNECTION_TRIES_FAILED
        285,  // TOO_FEW_LIVE_REPLICAS
        319,  // UNKNOWN_STATUS_OF_INSERT
        394,  // QUERY_WAS_CANCELLED: by the store, which is stopping; our own cancelling is no ClickHouseException
        425,  // SYSTEM_ERROR
        439,  // CANNOT_SCHEDULE_TASK
        473,  // DEADLOCK_AVOIDED
        497,  // ACCESS_DENIED
        516,  // AUTHENTICATION_FAILED
        745,  // SERVER_OVERLOADED
        999); // KEEPER_EXCEPTION

    public static bool Contains(int code) => Codes.Contains(code);
}
