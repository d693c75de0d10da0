using DropZone.Csv;

namespace DropZone.Targets.Postgres.Values;

/// <summary>
/// Sends the values of a column so that PostgreSQL stores exactly them: whatever its type would round, cut off, or interpret is refused. Immutable.
/// Source: https://www.postgresql.org/docs/current/datatype.html
/// </summary>
internal abstract class ColumnValue
{
    /// <summary>What the column can hold, for messages: <c>a date such as 2026-11-30</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>Whether the server must be queried for the text of the stored value, which must be the one that was sent.</summary>
    public virtual bool IsCompared => false;

    /// <summary>Appends the text to send. Returns false if the column cannot hold the value; nothing is appended then.</summary>
    public abstract bool TryWrite(ReadOnlySpan<byte> value, ByteBuffer result);
}
