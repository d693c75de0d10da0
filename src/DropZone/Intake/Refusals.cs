using DropZone.Linux;
using DropZone.Logging;
using Microsoft.Extensions.Logging;

namespace DropZone.Intake;

/// <summary>
/// What keeps deliveries from being taken. Said of the first in a folder that meets it: 100 000 files in a folder that cannot be
/// written are one thing to mend. After one of the folder was taken it is said again, but never twice of the same file.
/// </summary>
internal sealed class Refusals(ILogger logger)
{
    private readonly HashSet<(IncomingFolder Folder, SystemError Error)> _said = [];

    public void Say(Candidate candidate, SystemError errno)
    {
        if (!_said.Contains((candidate.Folder, errno)) && candidate.IsFirst(errno.Name()))
        {
            _said.Add((candidate.Folder, errno));
            logger.ClaimRefused(candidate.Folder.Path, PrintableName.Of(candidate.Name), errno.Text(), Remedy(errno));
        }
    }

    /// <summary>A delivery of the folder was taken.</summary>
    public void End(IncomingFolder folder)
    {
        if (_said.Count > 0)
            _said.RemoveWhere(said => said.Folder == folder);
    }

    private static string Remedy(SystemError errno) => errno switch
    {
        SystemError.AccessDenied or SystemError.NotPermitted => "the service's user needs write permission in the folder, the folder must not be sticky, and the file not immutable",
        SystemError.OtherMount => "the folder must lie in the same mount as the zone's other folders",
        SystemError.ProcessDescriptorsUsed or SystemError.SystemDescriptorsUsed => "raise the limit of open files (LimitNOFILE=)",
        SystemError.NoMemory => "the machine lacks memory",
        _ => "look at the disk of the zone",
    };
}
