using DropZone.Linux;

namespace DropZone.Spool.Jobs;

/// <summary>Reads the digest in a checksum file: in the format of <c>sha256sum</c>, or alone.</summary>
public static class Checksum
{
    private const int HexLength = 64;

    /// <summary>Returns the digest in lower-case hex; null if the file contains no SHA-256.</summary>
    public static string? Read(string path)
    {
        // .NET may be unable to spell the name, and it may be a link or a FIFO
        using var file = OpenedFile.Open(path);
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
