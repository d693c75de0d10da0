using DropZone.Errors;
using DropZone.Feeds;
using DropZone.Ledger;
using DropZone.Linux;
using DropZone.Reports.Model;
using DropZone.Spool.Jobs;
using DropZone.Tables.Conversion;

namespace DropZone.Jobs;

/// <summary>Decides about a delivery that has been read: its checksum, then whether it is a duplicate, then whether it is valid.</summary>
/// <param name="job">The job's folder.</param>
/// <param name="feed">Its feed.</param>
/// <param name="ledger">Remembers earlier jobs.</param>
/// <param name="shownName">The delivery's name as shown to people.</param>
internal sealed class DeliveryCheck(JobFolder job, Feed feed, JobLedger ledger, string shownName)
{
    /// <summary>Returns the verdict on a delivery.</summary>
    /// <param name="contents">The names in the job's folder.</param>
    /// <param name="digest">SHA-256 of the delivery, lower-case hex; null if it is refused and was not read to its end.</param>
    /// <param name="result">What validation and transformation made of it.</param>
    public DeliveryVerdict Decide(JobContents contents, string? digest, ConversionResult result)
    {
        if (digest is null)
            return new DeliveryVerdict.Rejected(new Rejection(Stage.Validate, result));
        if (ChecksumMismatch(contents, digest) is { } mismatch)
            return new DeliveryVerdict.Rejected(Rejection.Of(Stage.Ingest, ErrorCode.ChecksumMismatch, mismatch));
        var duplicates = CheckDuplicates(contents, digest);
        if (duplicates is DuplicateCheckResult.Active(var other))
            return new DeliveryVerdict.Deferred($"waiting for job {other}, which is processing the same content");
        if (duplicates is DuplicateCheckResult.Before(var earlier))
        {
            return feed.Duplicates.Action == DuplicateAction.Fail
                ? new DeliveryVerdict.Rejected(Rejection.Of(Stage.Ingest, ErrorCode.DuplicateFile, JobRecords.DuplicateMessage(earlier)))
                : new DeliveryVerdict.Duplicate(earlier, result);
        }

        return result.Valid || result.IsSplit
            ? new DeliveryVerdict.Accepted(result)
            : new DeliveryVerdict.Rejected(new Rejection(Stage.Validate, result));
    }

    private string? ChecksumMismatch(JobContents contents, string digest)
    {
        if (contents.Companion is null || feed.Complete?.Kind != CompleteKind.Checksum)
            return null;
        var expected = Checksum.Read($"{job.Companions}/{contents.Companion}", out var refused);
        return expected == digest ? null
            : refused != SystemError.None ? $"the service cannot read {PrintableName.Of(contents.Companion)}: {refused.Text()}"
            : expected is null ? $"{PrintableName.Of(contents.Companion)} does not contain a SHA-256 checksum; expected 64 hexadecimal digits at its start"
            : $"the SHA-256 of the file is {digest}, but {PrintableName.Of(contents.Companion)} contains {expected}: the upload is damaged or incomplete";
    }

    /// <summary>Looks the content up in the ledger. A retry of a job that failed as a duplicate is a request to deliver it again.</summary>
    private DuplicateCheckResult CheckDuplicates(JobContents contents, string digest) =>
        feed.Duplicates.Action == DuplicateAction.Process || (feed.Duplicates.Action == DuplicateAction.Fail && contents.WasRetried)
            ? new DuplicateCheckResult.Fresh()
            : ledger.Reserve(job, feed.Duplicates, shownName, digest);
}
