using System.IO.Abstractions;
using DropZone.Cli.Checking;
using DropZone.Cli.Terminal;
using DropZone.Inference;
using DropZone.Linux;

namespace DropZone.Cli.Inference;

/// <summary>The files that a feed is inferred from. A stream that can be read only once, such as standard input, is copied to a scratch file.</summary>
internal sealed class SampleFiles(IFileSystem files) : IDisposable
{
    private readonly List<Sample> _samples = [];
    private readonly List<FileStream> _copies = [];
    private long _readBefore;
    private CountingStream? _reading;

    public IReadOnlyList<Sample> All => _samples;

    /// <summary>The number of bytes read so far, counting repeated reads. Thread-safe.</summary>
    public long Read => Volatile.Read(ref _readBefore) + (_reading?.Count ?? 0);

    /// <summary>Their file names without folders.</summary>
    public IReadOnlyList<string> Names => [.. _samples.Select(sample => Path.GetFileName(sample.Name))];

    /// <summary>Adds a file. Returns false and one line with the remedy if it cannot be read.</summary>
    /// <exception cref="IOException">A read error.</exception>
    public bool TryAdd(string path, out string failure)
    {
        using var file = CheckedFile.TryOpen(files, path, false, out failure);
        if (file is null)
            return false;
        if (file.Length is null)
        {
            var copy = ScratchFile.Open();
            _copies.Add(copy);
            file.Content.CopyTo(copy);
            copy.Flush();
            // the unlinked file has no other name
            _samples.Add(new Sample(path == "-" ? "standard-input.csv" : path, () => Counted($"/proc/self/fd/{copy.SafeFileHandle.DangerousGetHandle()}")));
        }
        else
        {
            _samples.Add(new Sample(path, () => Counted(path)));
        }

        return true;
    }

    public void Dispose()
    {
        foreach (var copy in _copies)
            copy.Dispose();
    }

    /// <summary>One file is read at a time.</summary>
    private CountingStream Counted(string path)
    {
        var read = Read;
        _reading = null;
        Volatile.Write(ref _readBefore, read);
        return _reading = new CountingStream(Open(path));
    }

    private Stream Open(string path) => CheckedFile.TryOpen(files, path, false, out var failure)?.Content ?? throw new IOException($"{path}: {failure}");
}
