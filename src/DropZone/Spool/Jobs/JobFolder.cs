using DropZone.Errors;
using DropZone.Linux;
using DropZone.Spool.Names;

namespace DropZone.Spool.Jobs;

/// <summary>One job's folder under <c>working/</c>: what its things are called, and where it stands.</summary>
/// <param name="Folder">Its path.</param>
/// <param name="Feed">The name of the feed's folder it lies in.</param>
/// <param name="Name">Its name.</param>
public sealed record JobFolder(string Folder, string Feed, JobName Name)
{
    public const string OutputName = "output.csv";
    public const string ReceiptName = "receipt.json";
    public const string CompanionFolder = "companion";
    public const string RefusalPrefix = "refused.";
    public const string PartEnding = ".part";
    public const string TrueNameName = ".name";
    public const string RejectsFolder = "rejects";
    public const string RejectsName = "rejects.csv";
    public const string RecordKeysName = "record-keys";
    public const string RetriedName = ".retried";
    public const string LoadedFolder = "loaded";
    public const string AuditName = "audit.jsonl";

    /// <summary>The reports of a bundle; all are written before any gets its name.</summary>
    public static readonly IReadOnlyList<string> ReportNames = ["report.json", "report.txt", "report.html"];

    public string Output => $"{Folder}/{OutputName}";

    public string OutputPart => Output + PartEnding;

    public string Receipt => $"{Folder}/{ReceiptName}";

    public string ReceiptPart => Receipt + PartEnding;

    public string Companions => $"{Folder}/{CompanionFolder}";

    /// <summary>Holds the delivery's true name where <see cref="SafeName"/> had to change it.</summary>
    public string TrueName => $"{Folder}/{TrueNameName}";

    /// <summary>The bundle of a split: its bad rows and its reports; it counts once the receipt says so.</summary>
    public string Rejects => $"{Folder}/{RejectsFolder}";

    public string RejectsPart => $"{Folder}/{RejectsName}{PartEnding}";

    /// <summary>The keys of the rows that are delivered, for feeds that look at earlier files: 16 bytes each.</summary>
    public string RecordKeys => $"{Folder}/{RecordKeysName}";

    public string RecordKeysPart => RecordKeys + PartEnding;

    /// <summary>Holds a file for each target that has the output, under the target's name.</summary>
    public string Loaded => $"{Folder}/{LoadedFolder}";

    /// <summary>Its output has left it: what is missing is its end.</summary>
    public bool IsDelivered => FileStatus.At(Receipt) is not null && FileStatus.At(Output) is null;

    /// <summary>There if an operator asked for the job once more: who did so vouches for the upload.</summary>
    public string Retried => $"{Folder}/{RetriedName}";

    /// <summary>Whether a name in a job's folder is ours to give; a delivery never bears it.</summary>
    public static bool IsOurs(string name) =>
        name is OutputName or ReceiptName or CompanionFolder or RejectsFolder or RejectsName or RecordKeysName or LoadedFolder or AuditName
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
    /// The delivery's name among those of a job's folder; null: it is not there. An editor may have left a copy beside it, so the
    /// name that the job was given goes before all others.
    /// </summary>
    public static string? OriginalAmong(IReadOnlyList<string> names, JobName job) =>
        names.Contains(job.Delivery) && !IsOurs(job.Delivery)
            ? job.Delivery
            : names.Where(name => !IsOurs(name)).Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Reads the folder. <paramref name="contents"/> is what was found.</summary>
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
