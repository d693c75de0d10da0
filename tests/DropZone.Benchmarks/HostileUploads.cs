using System.Globalization;
using System.IO.Compression;
using Mono.Unix.Native;

namespace DropZone.Benchmarks;

/// <summary>Files that a partner uploads to take the service from others: each takes memory, processor time or disk out of all proportion to its size.</summary>
internal static class HostileUploads
{
    private const long Bomb = 2_000_000_000;

    /// <summary>Writes one file of each kind. Returns their paths.</summary>
    public static IReadOnlyList<string> Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Pack($"{folder}/cell.csv.gz", "id,data\n1,\"[", "1,", 60_000_000, "1]\"\n");
        Pack($"{folder}/record.csv.gz", "id,data\n1,", "x", 62_000_000, "\n");
        Pack($"{folder}/cells.csv.gz", "id,data\n1,", ",", 62_000_000, "\n");
        Pack($"{folder}/zeros.csv.gz", "id,data\n", "\0", Bomb, "");
        Pack($"{folder}/rows.csv.gz", "id,data\n", "x,y,z\n", Bomb, "");
        Pack($"{folder}/good-rows.csv.gz", "id,data\n", "1,[]\n", Bomb / 20, "");
        File.WriteAllText($"{folder}/sparse.csv", "id,data\n1,[]\n");
        if (Syscall.truncate($"{folder}/sparse.csv", 900L << 30) != 0)
            throw new IOException($"{folder} has no sparse files of 900 GB");
        return Directory.GetFiles(folder);
    }

    /// <summary>Makes many hidden names, which are no deliveries.</summary>
    public static void Hide(string folder, int count)
    {
        for (var i = 0; i < count; i++)
            File.OpenHandle(string.Create(CultureInfo.InvariantCulture, $"{folder}/.hidden-{i}"), FileMode.CreateNew, FileAccess.Write).Dispose();
    }

    private static void Pack(string path, string start, string unit, long length, string end)
    {
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        gzip.Write(System.Text.Encoding.ASCII.GetBytes(start));
        var block = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(unit, 1_000_000 / unit.Length)));
        for (var written = 0L; written < length; written += block.Length)
            gzip.Write(block);
        gzip.Write(System.Text.Encoding.ASCII.GetBytes(end));
    }
}
