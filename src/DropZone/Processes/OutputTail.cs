using System.Text;
using Microsoft.Win32.SafeHandles;

namespace DropZone.Processes;

/// <summary>Reads a pipe to its end as fast as it is filled, counts what comes and keeps the end of it.</summary>
internal sealed class OutputTail(SafeFileHandle pipe)
{
    private readonly byte[] kept = new byte[ProgramRun.MaxSaid];
    private long count;
    private int next;

    /// <summary>How many bytes came.</summary>
    public long Count => Volatile.Read(ref count);

    /// <summary>Returns when nobody can write any more.</summary>
    public void Drain()
    {
        using var stream = new FileStream(pipe, FileAccess.Read, bufferSize: 0);
        var block = new byte[1 << 16];
        for (int read; (read = stream.Read(block)) > 0;)
            Keep(block.AsSpan(0, read));
    }

    /// <summary>What was kept, from the start of a line where something is missing before.</summary>
    public string Text()
    {
        lock (kept)
        {
            if (count <= kept.Length)
                return Encoding.UTF8.GetString(kept, 0, (int)count);
            var text = Encoding.UTF8.GetString([.. kept.AsSpan(next), .. kept.AsSpan(0, next)]);
            return text[(text.IndexOf('\n') + 1)..];
        }
    }

    private void Keep(ReadOnlySpan<byte> block)
    {
        lock (kept)
        {
            count += block.Length;
            for (block = block[Math.Max(0, block.Length - kept.Length)..]; !block.IsEmpty;)
            {
                var part = block[..Math.Min(block.Length, kept.Length - next)];
                part.CopyTo(kept.AsSpan(next));
                next = (next + part.Length) % kept.Length;
                block = block[part.Length..];
            }
        }
    }
}
