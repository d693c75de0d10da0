using DropZone.Linux;
using DropZone.Spool.Jobs;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Cli.Checking;

/// <summary>A file that is checked, open.</summary>
/// <param name="Name">As it was asked for; <c>-</c>: standard input.</param>
/// <param name="Length">In bytes; null: not known before its end.</param>
/// <param name="Modified">Null: it has no such time.</param>
internal sealed record CheckedFile(string Name, Stream Content, long? Length, DateTimeOffset? Modified) : IDisposable
{
    private const string StandardInput = "-";
    private string? digest;

    /// <summary>Null and one line with the remedy if it cannot be read.</summary>
    /// <param name="asksForDigest">It is to be read once before: what cannot be read twice is copied.</param>
    public static CheckedFile? TryOpen(string path, bool asksForDigest, out string failure)
    {
        failure = "";
        try
        {
            if (path == StandardInput)
                return Unseekable(path, Console.OpenStandardInput(), asksForDigest);
            if (Directory.Exists(path))
            {
                failure = "this is a folder; give the files in it";
                return null;
            }

            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return stream.CanSeek
                ? new CheckedFile(path, stream, stream.Length, new DateTimeOffset(File.GetLastWriteTimeUtc(path)))
                : Unseekable(path, stream, asksForDigest);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            failure = exception switch
            {
                FileNotFoundException or DirectoryNotFoundException or ArgumentException => "there is no such file; give the path of a CSV file, or - for standard input",
                UnauthorizedAccessException => "this user may not read it; change its mode, or check it as a user who may",
                _ => $"it cannot be read: {exception.Message}",
            };
            return null;
        }
    }

    /// <summary>What templates may say of it.</summary>
    public SourceFacts Facts(string job) => new(
        Name == StandardInput ? Name : Path.GetFileName(Name),
        Modified ?? TimeProvider.System.GetUtcNow(),
        new Lazy<string>(() => digest ?? HashingStream.Sha256(File.OpenRead(Name))),
        job);

    public void Dispose() => Content.Dispose();

    private static CheckedFile Unseekable(string path, Stream stream, bool asksForDigest)
    {
        if (!asksForDigest)
            return new CheckedFile(path, stream, null, null);
        var copy = ScratchFile.Open();
        using var hashing = new HashingStream(stream);
        hashing.CopyTo(copy);
        copy.Position = 0;
        return new CheckedFile(path, copy, null, null) { digest = hashing.Finish() };
    }
}
