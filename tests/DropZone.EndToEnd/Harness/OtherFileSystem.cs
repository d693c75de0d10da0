namespace DropZone.EndToEnd.Harness;

/// <summary>A folder that no rename from a zone reaches, deleted with the test.</summary>
public sealed class OtherFileSystem : IDisposable
{
    public const string Mount = "/dev/shm";

    public string Path { get; } = Directory.CreateDirectory($"{Mount}/dropzone-test-{Guid.NewGuid():n}").FullName;

    /// <summary>All that lies there, hidden or not.</summary>
    public IReadOnlyList<string> Names => [.. Directory.GetFileSystemEntries(Path).Select(path => System.IO.Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
