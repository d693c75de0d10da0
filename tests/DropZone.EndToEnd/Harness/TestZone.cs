using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Shouldly;

namespace DropZone.EndToEnd.Harness;

/// <summary>A zone in a temporary folder, deleted on disposal.</summary>
public sealed class TestZone : IDisposable
{
    private readonly string _folder;
    private bool _keepsFolder;

    /// <summary>The default feed of the tests: two columns, files are claimed as soon as they are closed.</summary>
    public const string OrdersFeed = CrashCase.OrdersFeed;

    /// <summary>The same feed, with files split if some rows are bad.</summary>
    public const string SplitFeed = CrashCase.SplitFeed;

    /// <summary>The split feed, which also requires a checksum file.</summary>
    public const string WaitingSplitFeed = SplitFeed + "\ncomplete: { checksum: \"{name}.sha256\" }\n";

    /// <summary>A feed with columns of many types in German notation.</summary>
    public const string TypedFeed = """
        feed: orders
        match: ["orders-*.csv"]
        settle: 0s
        dialect: { delimiter: ";" }
        schema:
          missingValues: ["", "n/a"]
          fields:
            - { name: id, type: integer }
            - { name: placed, type: date, format: "%d.%m.%Y" }
            - { name: amount, type: number, decimalChar: ",", groupChar: "." }
            - { name: paid, type: boolean, trueValues: [ja], falseValues: [nein] }
            - { name: note, type: string }

        """;

    /// <summary>Two good rows and a bad one.</summary>
    public const string MixedRows = "id,country\n1,de\nx,it\n2,fr\n";

    public TestZone(params string[] feeds)
        : this(feeds, Directory.CreateTempSubdirectory("dropzone-test-").FullName)
    {
    }

    private TestZone(string folder) => _folder = folder;

    private TestZone(string[] feeds, string folder)
        : this(folder)
    {
        Directory.CreateDirectory(Etc + "/feeds.d");
        var texts = feeds.Length > 0 ? feeds : [OrdersFeed];
        for (var i = 0; i < texts.Length; i++)
            File.WriteAllText($"{Etc}/feeds.d/{i:00}.yaml", texts[i]);
    }

    /// <summary>Creates a zone in an existing folder, which is not deleted.</summary>
    public static TestZone In(string folder, params string[] feeds) => new(feeds, folder) { _keepsFolder = true };

    /// <summary>Returns a copy in another folder. No service may be running.</summary>
    public TestZone Copy()
    {
        var folder = Directory.CreateTempSubdirectory("dropzone-test-").FullName;
        using var copy = Process.Start("cp", ["-a", $"{_folder}/.", folder]);
        copy.WaitForExit();
        copy.ExitCode.ShouldBe(0);
        return new TestZone(folder);
    }

    public string Root => $"{_folder}/zone";

    public string Etc => $"{Root}/etc";

    /// <summary>Drops a complete file: writes it under a temporary name, then renames it.</summary>
    public void Drop(string name, string content, string feed = "orders") => Drop(name, Encoding.UTF8.GetBytes(content), feed);

    public void Drop(string name, byte[] content, string feed = "orders")
    {
        var folder = Path.Combine(Root, "incoming", feed);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes($"{folder}/.{name}.part", content);
        File.Move($"{folder}/.{name}.part", $"{folder}/{name}");
    }

    /// <summary>Writes a file outside the zone and returns its path.</summary>
    public string FileOutside(string name, string content)
    {
        File.WriteAllText($"{_folder}/{name}", content);
        return $"{_folder}/{name}";
    }

    /// <summary>Returns the job folders below <c>archive/FEED</c>, <c>failed/FEED</c> or <c>working/FEED</c>, sorted.</summary>
    public IReadOnlyList<string> Jobs(string place, string feed = "orders") => ZoneFolders.Jobs(Root, place, feed);

    public IReadOnlyList<string> Outputs(string feed = "orders") => ZoneFolders.Outputs(Root, feed);

    /// <summary>Drops orders-1.csv and returns the name of its quarantined job.</summary>
    public string Fail(DropZoneProcess service, string content)
    {
        Drop("orders-1.csv", content);
        Until.True(() => Jobs("failed").Count == 1 && Jobs("working").Count == 0, () => service.Output);
        return Path.GetFileName(Jobs("failed")[0]);
    }

    /// <summary>Drops <see cref="MixedRows"/> with its checksum and returns the name of the quarantined job with its rejects.</summary>
    public string Split(DropZoneProcess service)
    {
        Drop("orders-1.csv.sha256", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(MixedRows))));
        Drop("orders-1.csv", MixedRows);
        Until.True(() => Jobs("archive").Count == 1 && Jobs("failed").Count == 1, () => service.Output);
        return Path.GetFileName(Jobs("failed")[0]);
    }

    /// <summary>Runs <c>dropzone failed …</c> on the zone.</summary>
    public (int ExitCode, string Output) Failed(params string[] arguments) => DropZoneProcess.Run(["failed", .. arguments, "--zone", Root]);

    /// <summary>Returns the content of every file in the zone except configuration and sockets, each byte as one character.</summary>
    public IEnumerable<string> Texts() => Directory.EnumerateFiles(Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Where(path => !path.StartsWith(Etc + '/', StringComparison.Ordinal) && !path.StartsWith($"{Root}/run/", StringComparison.Ordinal))
        .Select(path => File.ReadAllText(path, Encoding.Latin1));

    /// <summary>Returns the number of archived and quarantined jobs.</summary>
    public int Ended(string feed = "orders") => Jobs("archive", feed).Count + Jobs("failed", feed).Count;

    public void Dispose()
    {
        if (!_keepsFolder)
            Directory.Delete(_folder, recursive: true);
    }
}
