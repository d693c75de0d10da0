using System.Text.Json;
using DropZone.Linux;

namespace DropZone.PowerCut;

/// <summary>The entries of a zone that a wide run checks.</summary>
internal sealed class WideZone(string zone)
{
    private static readonly string[] Ours = ["output.csv", "receipt.json", "rejects.csv", "record-keys", "audit.jsonl", ".name"];

    /// <summary>All job folders, with the place that they are in.</summary>
    public IReadOnlyList<WideJob> Jobs { get; } =
    [
        .. JobsIn($"{zone}/working", "working"), .. JobsIn($"{zone}/working/.retry", "working"), .. JobsIn($"{zone}/failed", "failed"),
        .. Folders($"{zone}/archive").SelectMany(feed => Folders(feed)).SelectMany(date => Folders(date)).Select(folder => new WideJob(folder, "archive")),
    ];

    /// <summary>The files that have a delivery: queued ones and those in jobs. Senders' temporary names do not count.</summary>
    public IReadOnlyList<string> Originals =>
    [
        .. Delivery.Feeds.SelectMany(feed => Files($"{zone}/incoming/{feed}")).Where(path => Delivery.Parse(path) is not null),
        .. Jobs.Select(job => job.Original).OfType<string>(),
    ];

    /// <summary>The files that have the rejects of a split.</summary>
    public IEnumerable<(Delivery Split, string Path)> Rejects =>
        from job in Jobs
        from path in new[] { $"{job.Folder}/rejects.csv", $"{job.Folder}/rejects/rejects.csv" }
        where File.Exists(path)
        select (job.Delivery, path);

    public IEnumerable<string> Outputs(string feed) => Files($"{zone}/outgoing/{feed}");

    /// <summary>What identifies a file: its inode, which it may have under two names before the recovery, or its path.</summary>
    public static object Identity(string path, bool isRecovered) => isRecovered ? path : FileStatus.At(path)?.Inode ?? 0;

    public static IEnumerable<string> Folders(string path) => Directory.Exists(path) ? Directory.GetDirectories(path) : [];

    private static string[] Files(string path) => Directory.Exists(path) ? Directory.GetFiles(path) : [];

    private static IEnumerable<WideJob> JobsIn(string path, string place) =>
        Folders(path).Where(feed => !Path.GetFileName(feed).StartsWith('.')).SelectMany(Folders).Select(folder => new WideJob(folder, place));

    /// <summary>A job's folder.</summary>
    internal sealed record WideJob(string Folder, string Place)
    {
        public string Name => Path.GetFileName(Folder);

        /// <summary>The delivery by the job's name.</summary>
        public Delivery Delivery => Delivery.Parse(Name[(Name.IndexOf('-', 17) + 1)..])!;

        public string? Original => Files(Folder).FirstOrDefault(path => !Ours.Contains(Path.GetFileName(path)) && Delivery.Parse(path) is not null);

        /// <summary>Whether the folder has the rejects of a split whose job is elsewhere, or had them.</summary>
        public bool IsQuarantineOfSplit => Place == "failed" && (File.Exists($"{Folder}/rejects.csv") || (Original is null && Report.Contains("\"delivered", StringComparison.Ordinal)));

        public bool IsSealed => File.Exists($"{Folder}/receipt.json");

        public bool IsSplit => IsSealed && Read("receipt.json").Contains("\"split\"", StringComparison.Ordinal);

        public string Report => Read("report.json");

        /// <summary>Whether an operator wanted its content removed, completed or not.</summary>
        public bool WasRemoved => Read("audit.jsonl") is var audit && (audit.Contains("\"discard\"", StringComparison.Ordinal) || audit.Contains("\"erase\"", StringComparison.Ordinal));

        public bool WasErased => Read("audit.jsonl").Contains("\"erase\"", StringComparison.Ordinal);

        /// <summary>Whether its time is before the limit of the sweep.</summary>
        public bool IsAged => Name.StartsWith("2020", StringComparison.Ordinal);

        /// <summary>The time of its seal; null if the receipt is corrupt.</summary>
        public DateTimeOffset? Sealed()
        {
            try
            {
                using var receipt = JsonDocument.Parse(Read("receipt.json"));
                return receipt.RootElement.GetProperty("sealed").GetDateTimeOffset();
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private string Read(string name) => File.Exists($"{Folder}/{name}") ? File.ReadAllText($"{Folder}/{name}") : "";
    }
}
