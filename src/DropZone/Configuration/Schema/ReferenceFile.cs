using System.IO.Abstractions;
using DropZone.Linux;

namespace DropZone.Configuration.Schema;

/// <summary>The file of a reference table.</summary>
internal sealed class ReferenceFile(IFileSystem files, string path, TimeProvider clock)
{
    /// <summary>The kernel stamps changes in ticks of up to 10 ms: two within one have the same stamp.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    public Stream Open() => files.File.OpenRead(path);

    /// <summary>Differs for another file, and for the same one after any write; null: it was just written, and may be once more.</summary>
    /// <exception cref="IOException">There is no such file, or it cannot be looked at.</exception>
    public object? Stamp()
    {
        // as a link it names the file that counts
        var target = files.File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        var look = FileStatus.At(target) ?? throw new FileNotFoundException($"there is no file {target}");
        return clock.GetUtcNow() - look.Changed < Tick ? null : look;
    }
}
