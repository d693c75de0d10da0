using DropZone.Cli.Checking;
using DropZone.Inference;
using DropZone.Linux;

namespace DropZone.Cli.Inferring;

/// <summary>The files that a feed is inferred from. What can be read but once, such as standard input, is kept in a scratch file.</summary>
internal sealed class SampleFiles : IDisposable
{
    private readonly List<Sample> samples = [];
    private readonly List<FileStream> copies = [];

    public IReadOnlyList<Sample> All => samples;

    /// <summary>Without their folders.</summary>
    public IReadOnlyList<string> Names => [.. samples.Select(sample => Path.GetFileName(sample.Name))];

    /// <summary>False and one line with the remedy if the file cannot be read.</summary>
    /// <exception cref="IOException">It broke off.</exception>
    public bool TryAdd(string path, out string trouble)
    {
        using var file = CheckedFile.TryOpen(path, false, out trouble);
        if (file is null)
            return false;
        if (file.Length is null)
        {
            var copy = ScratchFile.Open();
            copies.Add(copy);
            file.Content.CopyTo(copy);
            copy.Flush();
            // the file has no name any more, but this one
            samples.Add(new Sample(path == "-" ? "standard-input.csv" : path, () => Open($"/proc/self/fd/{copy.SafeFileHandle.DangerousGetHandle()}")));
        }
        else
        {
            samples.Add(new Sample(path, () => Open(path)));
        }

        return true;
    }

    public void Dispose()
    {
        foreach (var copy in copies)
            copy.Dispose();
    }

    private static Stream Open(string path) => CheckedFile.TryOpen(path, false, out var trouble)?.Content ?? throw new IOException($"{path}: {trouble}");
}
