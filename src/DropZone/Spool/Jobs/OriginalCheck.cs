using System.IO.Compression;
using DropZone.Linux;
using DropZone.Spool.Records;

namespace DropZone.Spool.Jobs;

/// <summary>Compares archived originals with their receipts.</summary>
public static class OriginalCheck
{
    /// <summary>Reads the original of an archived job, compressed by a sweep or not, and compares its SHA-256 with the receipt.</summary>
    /// <param name="job">The job's folder in <c>archive/</c>.</param>
    /// <param name="stopping">Interrupts the check.</param>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled.</exception>
    public static OriginalState Check(JobFolder job, CancellationToken stopping)
    {
        try
        {
            if (FileStatus.At(job.Receipt) is null)
                return FileStatus.At(job.Folder) is null || FileStatus.At($"{job.Folder}/{JobFolder.ReportNames[0]}") is not null
                    ? new OriginalState.Removed() // swept, or discarded by an operator: that is in its report
                    : new OriginalState.Differs(job.Folder, "the receipt is missing");
            var expected = Receipt.Read(job.Receipt).File.Sha256;
            var names = FolderListing.Of(job.Folder).ConvertAll(entry => entry.Name);
            if (job.OriginalNames.FirstOrDefault(names.Contains) is not { } name)
                return new OriginalState.Removed();
            var path = $"{job.Folder}/{name}";
            using var original = OpenedFile.Open(path);
            if (original.Status().Kind != FileKind.Regular)
                return new OriginalState.Differs(path, "it is no regular file");
            var found = HashingStream.Sha256(original.Read(), stopping);
            if (found != expected && name != job.Name.Delivery)
                found = HashingStream.Sha256(new GZipStream(original.Read(), CompressionMode.Decompress), stopping);
            return found == expected ? new OriginalState.Intact() : new OriginalState.Differs(path, $"its SHA-256 is {found}, in the receipt {expected}");
        }
        catch (InvalidDataException damaged)
        {
            return new OriginalState.Differs(job.Folder, $"the compressed original is damaged ({damaged.Message})");
        }
        catch (Exception failure) when (failure.IsFileSystemFailure())
        {
            return FileStatus.At(job.Folder) is null ? new OriginalState.Removed() : new OriginalState.Unreadable(job.Folder, failure.Message);
        }
    }
}

/// <summary>What a check of an archived original found.</summary>
public abstract record OriginalState
{
    private OriginalState()
    {
    }

    /// <summary>It has the digest in the receipt.</summary>
    public sealed record Intact : OriginalState;

    /// <summary>It was removed by a sweep, or by an operator.</summary>
    public sealed record Removed : OriginalState;

    /// <summary>It is not what the receipt describes.</summary>
    /// <param name="Path">The original, or its folder.</param>
    /// <param name="Reason">What differs.</param>
    public sealed record Differs(string Path, string Reason) : OriginalState;

    /// <summary>It could not be compared.</summary>
    /// <param name="Path">The folder of the job.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Unreadable(string Path, string Reason) : OriginalState;
}
