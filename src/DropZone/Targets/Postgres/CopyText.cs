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

    /// <summary>Sends all rows; the caller commits the transaction.</summary>
    public static async Task SendAsync(NpgsqlConnection connection, string command, SealedRows rows, CancellationToken stopping)
    {
        using var block = new ByteBuffer(2 * BlockSize);
        var import = await connection.BeginTextImportAsync(command, stopping).ConfigureAwait(false);
        var sent = false;
        try
        {
            // the bytes go to the stream directly; the text writer above it stays empty
            var stream = import.BaseStream;
            while (rows.Read())
            {
                Append(rows, block);
                if (block.Length < BlockSize)
                    continue;
                await stream.WriteAsync(block.WrittenMemory, stopping).ConfigureAwait(false);
                block.Truncate(0);
            }

            await stream.WriteAsync(block.WrittenMemory, stopping).ConfigureAwait(false);
            sent = true;
        }
        finally
        {
            // disposing it without a cancellation would complete the COPY
            if (!sent)
                await import.CancelAsync().ConfigureAwait(false);
            await import.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static void Append(SealedRows rows, ByteBuffer block)
    {
        for (var i = 0; i < rows.Columns.Count; i++)
        {
            if (i > 0)
                block.Append((byte)'\t');
            if (rows.TryValue(i, out var value))
                Append(value, block);
            else
                block.Append("\\N"u8);
        }

        block.Append((byte)'\n');
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
