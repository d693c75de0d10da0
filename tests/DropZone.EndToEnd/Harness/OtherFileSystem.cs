namespace DropZone.EndToEnd.Harness;

/// <summary>A folder on another file system, to which a file of a zone cannot be renamed. Deleted on disposal.</summary>
public sealed class OtherFileSystem : IDisposable
{
    public const string Mount = "/dev/shm";

    public string Path { get; } = Directory.CreateDirectory($"{Mount}/dropzone-test-{Guid.NewGuid():n}").FullName;

    /// <summary>Names of all entries, also hidden ones.</summary>
    public IReadOnlyList<string> Names => [.. Directory.GetFileSystemEntries(Path).Select(path => System.IO.Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
