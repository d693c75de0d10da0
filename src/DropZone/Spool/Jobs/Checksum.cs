using DropZone.Linux;

namespace DropZone.Spool.Jobs;

/// <summary>Reads the digest in a checksum file: in the format of <c>sha256sum</c>, or alone.</summary>
public static class Checksum
{
    private const int HexLength = 64;

    /// <summary>Returns the digest in lower-case hex; null if the file contains no SHA-256, or may not be read.</summary>
    /// <param name="path">The file. Its sender can still change its rights.</param>
    /// <param name="refused">Why it may not be read: no right to it, a link or a FIFO; otherwise <see cref="SystemError.None"/>.</param>
    /// <exception cref="LinuxException">It cannot be read now.</exception>
    public static string? Read(string path, out SystemError refused)
    {
        // .NET may be unable to spell the name
        using var file = OpenedFile.TryOpen(path, out refused);
        if (file is null)
        {
            return refused is SystemError.AccessDenied or SystemError.NotPermitted or SystemError.SymbolicLink or SystemError.NoDevice
                ? null
                : throw new LinuxException(refused, "open", path);
        }

        using var reader = new StreamReader(file.Read());
        var buffer = new char[HexLength + 2];
        var read = reader.ReadBlock(buffer);
        // sha256sum puts a backslash first where it escaped the name
        var text = new string(buffer, 0, read).TrimStart('\\');
        var hex = text.Length >= HexLength ? text[..HexLength] : "";
        var ends = text.Length == HexLength || text.Length > HexLength && char.IsWhiteSpace(text[HexLength]);
        return ends && hex.Length == HexLength && hex.All(char.IsAsciiHexDigit) ? hex.ToLowerInvariant() : null;
    }
}
