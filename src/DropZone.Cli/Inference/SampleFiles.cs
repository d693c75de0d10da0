using DropZone.Cli.Checking;
using DropZone.Cli.Terminal;
using DropZone.Inference;
using DropZone.Linux;

namespace DropZone.Cli.Inference;

/// <summary>The files that a feed is inferred from. What can be read but once, such as standard input, is kept in a scratch file.</summary>
internal sealed class SampleFiles : IDisposable
{
    private readonly List<Sample> samples = [];
    private readonly List<FileStream> copies = [];
    private long readBefore;
    private CountingStream? reading;

    public IReadOnlyList<Sample> All => samples;

    /// <summary>How many bytes of them were read, each time they were. For another thread.</summary>
    public long Read => Volatile.Read(ref readBefore) + (reading?.Count ?? 0);

    /// <summary>Without their folders.</summary>
    public IReadOnlyList<string> Names => [.. samples.Select(sample => Path.GetFileName(sample.Name))];

    /// <summary>False and one line with the remedy if the file cannot be read.</summary>
    /// <exception cref="IOException">It broke off.</exception>
    public bool TryAdd(string path, out string failure)
    {
        using var file = CheckedFile.TryOpen(path, false, out failure);
        if (file is null)
            return false;
        if (file.Length is null)
        {
            var copy = ScratchFile.Open();
            copies.Add(copy);
            file.Content.CopyTo(copy);
            copy.Flush();
            // the file has no name any more, but this one
            samples.Add(new Sample(path == "-" ? "standard-input.csv" : path, () => Counted($"/proc/self/fd/{copy.SafeFileHandle.DangerousGetHandle()}")));
        }
        else
        {
            samples.Add(new Sample(path, () => Counted(path)));
        }

        return true;
    }

    public void Dispose()
    {
        foreach (var copy in copies)
            copy.Dispose();
    }

    /// <summary>One is read at a time.</summary>
    private CountingStream Counted(string path)
    {
        var read = Read;
        reading = null;
        Volatile.Write(ref readBefore, read);
        return reading = new CountingStream(Open(path));
    }

    private static Stream Open(string path) => CheckedFile.TryOpen(path, false, out var failure)?.Content ?? throw new IOException($"{path}: {failure}");
}
