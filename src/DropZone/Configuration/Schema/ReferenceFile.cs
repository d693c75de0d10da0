using System.IO.Abstractions;
using DropZone.Linux;

namespace DropZone.Configuration.Schema;

/// <summary>The file of a reference table.</summary>
internal sealed class ReferenceFile(IFileSystem files, string path, TimeProvider clock)
{
    /// <summary>The kernel's time stamps have a resolution of up to 10 ms: two changes in one tick have the same stamp.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    public Stream Open() => files.File.OpenRead(path);

    /// <summary>A stamp that differs for another file and after any write; null if the file was written so recently that another write could leave it equal.</summary>
    /// <exception cref="IOException">There is no such file, or it cannot be inspected.</exception>
    public object? Stamp()
    {
        // resolves a link: the file it points to is the one that is read
        var target = files.File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        var look = FileStatus.At(target) ?? throw new FileNotFoundException($"there is no file {target}");
        return clock.GetUtcNow() - look.Changed < Tick ? null : look;
    }
}
