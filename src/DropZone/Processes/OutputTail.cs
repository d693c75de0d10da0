using System.Text;
using Microsoft.Win32.SafeHandles;

namespace DropZone.Processes;

/// <summary>Reads a pipe to its end as fast as it is filled, counts the bytes, and remembers the last ones.</summary>
internal sealed class OutputTail(SafeFileHandle pipe)
{
    private readonly byte[] _kept = new byte[ProgramRun.MaxErrorOutput];
    private long _count;
    private int _next;

    /// <summary>The number of bytes read.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Returns when all writers have closed the pipe.</summary>
    public void Drain()
    {
        using var stream = new FileStream(pipe, FileAccess.Read, bufferSize: 0);
        var block = new byte[1 << 16];
        for (int read; (read = stream.Read(block)) > 0;)
            Keep(block.AsSpan(0, read));
    }

    /// <summary>Returns the remembered text; if bytes before it are missing, from the start of a line.</summary>
    public string Text()
    {
        lock (_kept)
        {
            if (_count <= _kept.Length)
                return Encoding.UTF8.GetString(_kept, 0, (int)_count);
            var text = Encoding.UTF8.GetString([.. _kept.AsSpan(_next), .. _kept.AsSpan(0, _next)]);
            return text[(text.IndexOf('\n') + 1)..];
        }
    }

    private void Keep(ReadOnlySpan<byte> block)
    {
        lock (_kept)
        {
            _count += block.Length;
            for (block = block[Math.Max(0, block.Length - _kept.Length)..]; !block.IsEmpty;)
            {
                var part = block[..Math.Min(block.Length, _kept.Length - _next)];
                part.CopyTo(_kept.AsSpan(_next));
                _next = (_next + part.Length) % _kept.Length;
                block = block[part.Length..];
            }
        }
    }
}
