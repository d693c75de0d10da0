namespace DropZone.Feeds;

/// <summary>The limits that keep a sender or a client from stopping others: <c>limits</c> in <c>dropzone.yaml</c>.</summary>
public sealed record Limits
{
    /// <summary>The maximum size of a record in bytes.</summary>
    public int RecordSize { get; init; } = 64 << 20;

    /// <summary>The memory in bytes for the large records of all jobs together; null: half of what the process may use.</summary>
    public long? RecordMemory { get; init; }

    /// <summary>The maximum number of workers that jobs of one feed may have at a time; null: all but the one that is added where there are several feeds.</summary>
    public int? WorkersPerFeed { get; init; }

    /// <summary>The maximum number of files of one incoming folder that are known at a time; others are found as these leave.</summary>
    public int WaitingNames { get; init; } = 100_000;

    /// <summary>The maximum number of connections to the port of the metrics.</summary>
    public int Connections { get; init; } = 32;

    /// <summary>The time in which a client must send its request, and receive the answer.</summary>
    public TimeSpan HeaderTime { get; init; } = TimeSpan.FromSeconds(5);
}
