namespace DropZone.Cli.Checking;

/// <summary>A file that is checked, open.</summary>
/// <param name="Name">As it was asked for; <c>-</c>: standard input.</param>
/// <param name="Length">In bytes; null: not known before its end.</param>
/// <param name="Modified">Null: it has no such time.</param>
internal sealed record CheckedFile(string Name, Stream Content, long? Length, DateTimeOffset? Modified) : IDisposable
{
    private const string StandardInput = "-";

    /// <summary>Null and one line with the remedy if it cannot be read.</summary>
    public static CheckedFile? TryOpen(string path, out string trouble)
    {
        trouble = "";
        if (path == StandardInput)
            return new CheckedFile(path, Console.OpenStandardInput(), null, null);
        try
        {
            if (Directory.Exists(path))
            {
                trouble = "this is a folder; give the files in it";
                return null;
            }

            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return stream.CanSeek
                ? new CheckedFile(path, stream, stream.Length, new DateTimeOffset(File.GetLastWriteTimeUtc(path)))
                : new CheckedFile(path, stream, null, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            trouble = exception switch
            {
                FileNotFoundException or DirectoryNotFoundException or ArgumentException => "there is no such file; give the path of a CSV file, or - for standard input",
                UnauthorizedAccessException => "this user may not read it; change its mode, or check it as a user who may",
                _ => $"it cannot be read: {exception.Message}",
            };
            return null;
        }
    }

    public void Dispose() => Content.Dispose();
}
