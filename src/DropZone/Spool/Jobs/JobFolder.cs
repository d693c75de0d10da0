using DropZone.Errors;
using DropZone.Linux;
using DropZone.Spool.Names;

namespace DropZone.Spool.Jobs;

/// <summary>The folder of a job: the names in it, and the state that they represent.</summary>
/// <param name="Folder">Its path.</param>
/// <param name="Feed">The name of the feed's folder that contains it.</param>
/// <param name="Name">Its name.</param>
public sealed record JobFolder(string Folder, string Feed, JobName Name)
{
    public const string OutputName = "output.csv";
    public const string ReceiptName = "receipt.json";
    public const string CompanionFolder = "companion";
    public const string RefusalPrefix = "refused.";
    public const string SenderPrefix = ".sender.";
    public const string PartEnding = ".part";
    internal const string PackedEnding = ".gz";
    public const string TrueNameName = ".name";
    public const string RejectsFolder = "rejects";
    public const string RejectsFileName = "rejects.csv";
    public const string RecordKeysName = "record-keys";
    public const string RetriedName = ".retried";
    public const string LoadedFolder = "loaded";
    public const string AuditName = "audit.jsonl";

    /// <summary>The reports of a quarantined job; all are written before any gets its name.</summary>
    public static readonly IReadOnlyList<string> ReportNames = ["report.json", "report.txt", "report.html"];

    public string Output => $"{Folder}/{OutputName}";

    public string OutputPart => Output + PartEnding;

    public string Receipt => $"{Folder}/{ReceiptName}";

    public string ReceiptPart => Receipt + PartEnding;

    public string Companions => $"{Folder}/{CompanionFolder}";

    /// <summary>Holds the delivery's true name where <see cref="SafeName"/> had to change it.</summary>
    public string TrueName => $"{Folder}/{TrueNameName}";

    /// <summary>The rejects of a split: its bad rows and their reports. The folder counts once the receipt names it.</summary>
    public string Rejects => $"{Folder}/{RejectsFolder}";

    public string RejectsPart => $"{Folder}/{RejectsFileName}{PartEnding}";

    /// <summary>The keys of the delivered rows, for feeds that check rows against earlier files: 16 bytes each.</summary>
    public string RecordKeys => $"{Folder}/{RecordKeysName}";

    public string RecordKeysPart => RecordKeys + PartEnding;

    /// <summary>Holds a file for each target that has the output, under the target's name.</summary>
    public string Loaded => $"{Folder}/{LoadedFolder}";

    /// <summary>The names of the delivery: its own, and that of the compressed one in the archive.</summary>
    public IReadOnlyList<string> OriginalNames => [Name.Delivery, Name.Delivery + PackedEnding];

    /// <summary>Whether the output has left the folder, so that only the end of the job is missing.</summary>
    public bool IsDelivered => FileStatus.At(Receipt) is not null && FileStatus.At(Output) is null;

    /// <summary>Exists if an operator has retried the job, and so has vouched for the upload.</summary>
    public string Retried => $"{Folder}/{RetriedName}";

    /// <summary>Whether a name in a job's folder is reserved for the program; a delivery never has it.</summary>
    public static bool IsOurs(string name) =>
        name is OutputName or ReceiptName or CompanionFolder or RejectsFolder or RejectsFileName or RecordKeysName or LoadedFolder or AuditName
        || name.StartsWith("report.", StringComparison.Ordinal)
        || name.StartsWith(RefusalPrefix, StringComparison.Ordinal)
        || name.EndsWith(PartEnding, StringComparison.Ordinal)
        || name.StartsWith('.');

    /// <summary>Returns the name of a delivery inside its job: its own where that is safe and not one of ours.</summary>
    public static string SafeName(string name)
    {
        var safe = DeliveryName.ForTarget(name);
        return IsOurs(safe) ? DeliveryName.ForTarget($"_{safe}") : safe;
    }

    /// <summary>
    /// Returns the delivery's name among those of a job's folder; null if it is not there. An editor may have left a copy next to it, so
    /// the name that the job was given has precedence.
    /// </summary>
    public static string? OriginalAmong(IReadOnlyList<string> names, JobName job) =>
        names.Contains(job.Delivery) && !IsOurs(job.Delivery)
            ? job.Delivery
            : names.Where(name => !IsOurs(name)).Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Reads the folder and returns the job's state.</summary>
    /// <exception cref="LinuxException">The folder cannot be read.</exception>
    public JobState State(out JobContents contents)
    {
        var names = FolderListing.Of(Folder).ConvertAll(entry => entry.Name);
        var refusal = names.Find(name => name.StartsWith(RefusalPrefix, StringComparison.Ordinal));
        contents = new JobContents(
            OriginalAmong(names, Name),
            names.Contains(CompanionFolder) ? FolderListing.Of(Companions).ConvertAll(entry => entry.Name).FirstOrDefault() : null,
            refusal is null ? null : ErrorCatalog.Find(refusal[RefusalPrefix.Length..]),
            names);
        if (contents.Original is null)
            return contents.Companion is null ? JobState.Begun : JobState.CompanionTaken;
        if (!names.Contains(ReceiptName))
            return JobState.Claimed;
        return names.Contains(OutputName) ? JobState.Sealed : JobState.Delivered;
    }
}
