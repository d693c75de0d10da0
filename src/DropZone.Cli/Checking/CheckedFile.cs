using System.IO.Abstractions;
using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Cli.Checking;

/// <summary>An open file to check.</summary>
/// <param name="Name">The path as given; <c>-</c>: standard input.</param>
/// <param name="Length">Its length in bytes; null: unknown before the end.</param>
/// <param name="Modified">Its modification time; null: it has none.</param>
internal sealed record CheckedFile(string Name, Stream Content, long? Length, DateTimeOffset? Modified) : IDisposable
{
    private const string StandardInput = "-";
    private Lazy<string>? _digest;

    /// <summary>Opens the file. Returns null and one line with the remedy if it cannot be read.</summary>
    /// <param name="files">Where it is.</param>
    /// <param name="path">Its path, or <c>-</c>.</param>
    /// <param name="requiresDigest">Whether the file is read once before for its digest: a stream that cannot be read twice is copied.</param>
    public static CheckedFile? TryOpen(IFileSystem files, string path, bool requiresDigest, out string failure)
    {
        failure = "";
        try
        {
            if (path == StandardInput)
                return Unseekable(path, Console.OpenStandardInput(), requiresDigest);
            if (files.Directory.Exists(path))
            {
                failure = "is a folder. Give the files in it.";
                return null;
            }

            var stream = files.FileStream.New(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return stream.CanSeek
                ? new CheckedFile(path, stream, stream.Length, new DateTimeOffset(files.File.GetLastWriteTimeUtc(path)))
                {
                    _digest = new Lazy<string>(() => HashingStream.Sha256(files.File.OpenRead(path))),
                }
                : Unseekable(path, stream, requiresDigest);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            failure = exception switch
            {
                FileNotFoundException or DirectoryNotFoundException or ArgumentException => "no such file. Give the path of a CSV file, or - for standard input.",
                UnauthorizedAccessException => "permission denied. Change its mode, or run the check as a user with read permission.",
                _ => $"cannot be read: {exception.Message}",
            };
            return null;
        }
    }

    /// <summary>Returns the values of templates for this file.</summary>
    public SourceFacts Facts(string job) => new(
        Name == StandardInput ? Name : Path.GetFileName(Name),
        Modified ?? TimeProvider.System.GetUtcNow(),
        _digest ?? new Lazy<string>(() => throw new InvalidOperationException("it was opened without its digest")),
        job);

    public void Dispose() => Content.Dispose();

    private static CheckedFile Unseekable(string path, Stream stream, bool requiresDigest)
    {
        if (!requiresDigest)
            return new CheckedFile(path, stream, null, null);
        var copy = ScratchFile.Open();
        using var hashing = new HashingStream(stream);
        hashing.CopyTo(copy);
        copy.Position = 0;
        var digest = hashing.Finish();
        return new CheckedFile(path, copy, null, null) { _digest = new Lazy<string>(digest) };
    }
}
