using DropZone.Errors;
using DropZone.Linux;
using DropZone.Logging;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using Microsoft.Extensions.Logging;

namespace DropZone.Jobs;

/// <summary>
/// Takes possession of claimed files, before they are checked or read: then no sender can change them any more. Where that is refused
/// (no CAP_CHOWN, a quota, a file system without owners), they stay the sender's, which is logged once. Thread-safe.
/// </summary>
/// <param name="steps">The durable steps.</param>
/// <param name="logger">The journal.</param>
internal sealed class JobPossession(DurableSteps steps, ILogger logger)
{
    private int _reported;

    /// <summary>
    /// Takes the delivery and its companion. Returns why the delivery must be quarantined unread: its sender prevented that it is taken. Null: read it.
    /// </summary>
    public ErrorCode? Take(JobFolder job, JobContents contents)
    {
        if (!Capability.CanChangeOwners)
            return null;
        var refused = steps.Claim.TryPossess(job, contents, out var prevented);
        if (refused != SystemError.None && Interlocked.Exchange(ref _reported, 1) == 0)
            logger.PossessionRefused(job.Feed, job.Name.Text, new LinuxException(refused, "chown", job.Name.Delivery).Message);
        return prevented;
    }
}
