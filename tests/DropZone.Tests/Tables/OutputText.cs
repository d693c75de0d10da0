using System.IO.Compression;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;
using Shouldly;

namespace DropZone.Tests.Tables;

/// <summary>What an output says, by other means than those it was written with: for people and for expectations.</summary>
internal static class OutputText
{
    /// <summary>The text, unpacked and decoded as the dialect says, its byte order mark included.</summary>
    public static string Of(byte[] output, OutputDialect dialect)
    {
        var plain = dialect.Gzip ? Unpacked(output) : output;
        var encoding = EncodingName.Find(dialect.Encoding ?? "utf-8")!;
        var text = encoding.GetString(plain);
        encoding.GetBytes(text).ShouldBe(plain);
        return text;
    }

    private static byte[] Unpacked(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
