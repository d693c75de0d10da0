using DropZone.Linux;

namespace DropZone.Spool.Jobs;

/// <summary>The digest in a checksum file: in the format of <c>sha256sum</c>, or alone.</summary>
public static class Checksum
{
    private const int HexLength = 64;

    /// <summary>Lower-case hex; null if the file holds no SHA-256.</summary>
    public static string? Read(string path)
    {
        // a name may be none that .NET can open, a link or a FIFO
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
