using DropZone.Linux;
using DropZone.Logging;
using Microsoft.Extensions.Logging;

namespace DropZone.Intake;

/// <summary>
/// Logs why deliveries cannot be claimed, for the first of each folder and error: 100 000 files in a read-only folder are one
/// problem to fix. After a claim from the folder the next error is logged again, but never twice for the same file.
/// </summary>
internal sealed class Refusals(ILogger logger)
{
    private readonly HashSet<(IncomingFolder Folder, SystemError Error)> _reported = [];

    public void Report(Candidate candidate, SystemError errno)
    {
        if (!_reported.Contains((candidate.Folder, errno)) && candidate.IsFirst(errno.Name()))
        {
            _reported.Add((candidate.Folder, errno));
            logger.ClaimRefused(candidate.Folder.Path, PrintableName.Of(candidate.Name), errno.Text(), Remedy(errno));
        }
    }

    /// <summary>Notes that a delivery of the folder was claimed.</summary>
    public void End(IncomingFolder folder)
    {
        if (_reported.Count > 0)
            _reported.RemoveWhere(reported => reported.Folder == folder);
    }

    private static string Remedy(SystemError errno) => errno switch
    {
        SystemError.AccessDenied or SystemError.NotPermitted => "give the service's user write permission in the folder; a sticky folder must belong to that user, and the file must not be immutable",
        SystemError.OtherMount => "move the folder to the mount of the zone's other folders",
        SystemError.ProcessDescriptorsUsed or SystemError.SystemDescriptorsUsed => "raise the limit of open files (LimitNOFILE=)",
        SystemError.NoMemory => "free memory on the machine",
        _ => "check the disk of the zone",
    };
}
