using System.Buffers;
using DropZone.Csv;
using DropZone.Targets.Loading;
using Npgsql;

namespace DropZone.Targets.Postgres;

/// <summary>Sends rows in the text format of COPY, block by block. Source: https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2</summary>
internal static class CopyText
{
    private const int BlockSize = 1 << 16;
    private static readonly SearchValues<byte> Special = SearchValues.Create("\\\b\f\n\r\t\v"u8);

    /// <summary>Sends all rows; the caller commits the transaction. Returns null, or the first row with a value that its column cannot hold.</summary>
    public static async Task<RowRefusal?> SendAsync(
        NpgsqlConnection connection, string command, SealedRows rows, IReadOnlyList<CopyColumn> columns, CancellationToken stopping)
    {
        using var block = new ByteBuffer(2 * BlockSize);
        using var scratch = new ByteBuffer(BlockSize);
        var import = await connection.BeginTextImportAsync(command, stopping).ConfigureAwait(false);
        var sent = false;
        try
        {
            // the bytes go to the stream directly; the text writer above it stays empty
            var stream = import.BaseStream;
            while (rows.Read())
            {
                if (Append(rows, columns, block, scratch) is { } refusal)
                    return refusal;
                if (block.Length < BlockSize)
                    continue;
                await stream.WriteAsync(block.WrittenMemory, stopping).ConfigureAwait(false);
                block.Truncate(0);
            }

            await stream.WriteAsync(block.WrittenMemory, stopping).ConfigureAwait(false);
            sent = true;
            return null;
        }
        finally
        {
            // disposing it completes the COPY, and cannot follow a cancellation, which ends it
            if (sent)
                await import.DisposeAsync().ConfigureAwait(false);
            else
                await import.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Appends the current row. Returns null, or the refusal of a value; nothing is appended then.</summary>
    /// <param name="rows">At the row.</param>
    /// <param name="columns">Of the table, in the order of the row's.</param>
    /// <param name="block">Receives the row.</param>
    /// <param name="scratch">For values that need escapes.</param>
    public static RowRefusal? Append(SealedRows rows, IReadOnlyList<CopyColumn> columns, ByteBuffer block, ByteBuffer scratch)
    {
        var start = block.Length;
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            if (i > 0)
                block.Append((byte)'\t');
            if (!rows.TryValue(i, out var value))
            {
                if (column.IsRequired)
                    return Refuse(column.NoKey);
                block.Append("\\N"u8);
                continue;
            }

            var at = block.Length;
            if (!column.Value.TryWrite(value, block))
                return Refuse(column.Refusal);
            if (block.Written[at..].ContainsAny(Special))
                Escape(at, block, scratch);

            RowRefusal Refuse(string reason)
            {
                block.Truncate(start);
                return new RowRefusal(rows.Row, column.Name, reason);
            }
        }

        AppendCompared(rows, columns, block);
        block.Append((byte)'\n');
        return null;
    }

    /// <summary>Appends the texts of the columns whose stored values are compared with them.</summary>
    private static void AppendCompared(SealedRows rows, IReadOnlyList<CopyColumn> columns, ByteBuffer block)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (!columns[i].Value.IsCompared)
                continue;
            block.Append((byte)'\t');
            if (rows.TryValue(i, out var value))
                Append(value, block);
            else
                block.Append("\\N"u8);
        }
    }

    private static void Escape(int at, ByteBuffer block, ByteBuffer scratch)
    {
        scratch.Truncate(0);
        scratch.Append(block.Written[at..]);
        block.Truncate(at);
        Append(scratch.Written, block);
    }

    /// <summary>Sends rows that are already in the format.</summary>
    public static async Task SendAsync(NpgsqlConnection connection, string command, ReadOnlyMemory<byte> rows, CancellationToken stopping)
    {
        var import = await connection.BeginTextImportAsync(command, stopping).ConfigureAwait(false);
        var sent = false;
        try
        {
            await import.BaseStream.WriteAsync(rows, stopping).ConfigureAwait(false);
            sent = true;
        }
        finally
        {
            if (sent)
                await import.DisposeAsync().ConfigureAwait(false);
            else
                await import.CancelAsync().ConfigureAwait(false);
        }
    }

    private static void Append(ReadOnlySpan<byte> value, ByteBuffer block)
    {
        for (var at = value.IndexOfAny(Special); at >= 0; at = value.IndexOfAny(Special))
        {
            block.Append(value[..at]);
            block.Append((byte)'\\');
            block.Append(value[at] switch { (byte)'\n' => (byte)'n', (byte)'\r' => (byte)'r', (byte)'\t' => (byte)'t', (byte)'\b' => (byte)'b', (byte)'\f' => (byte)'f', (byte)'\v' => (byte)'v', var other => other });
            value = value[(at + 1)..];
        }

        block.Append(value);
    }
}
