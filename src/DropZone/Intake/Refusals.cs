using DropZone.Linux;
using DropZone.Logging;
using Microsoft.Extensions.Logging;
using Mono.Unix.Native;

namespace DropZone.Intake;

/// <summary>
/// What keeps deliveries from being taken. Said of the first in a folder that meets it: 100 000 files in a folder that cannot be
/// written are one thing to mend. After one of the folder was taken it is said again, but never twice of the same file.
/// </summary>
internal sealed class Refusals(ILogger logger)
{
    private readonly HashSet<(IncomingFolder Folder, Errno Errno)> _said = [];

    public void Say(Candidate candidate, Errno errno)
    {
        if (!_said.Contains((candidate.Folder, errno)) && candidate.IsFirst(errno.ToString()))
        {
            _said.Add((candidate.Folder, errno));
            logger.ClaimRefused(candidate.Folder.Path, PrintableName.Of(candidate.Name), $"{errno} ({Stdlib.strerror(errno)})", Remedy(errno));
        }
    }

    /// <summary>A delivery of the folder was taken.</summary>
    public void End(IncomingFolder folder)
    {
        if (_said.Count > 0)
            _said.RemoveWhere(said => said.Folder == folder);
    }

    private static string Remedy(Errno errno) => errno switch
    {
        Errno.EACCES or Errno.EPERM => "the service's user needs write permission in the folder, the folder must not be sticky, and the file not immutable",
        Errno.EXDEV => "the folder must lie in the same mount as the zone's other folders",
        Errno.EMFILE or Errno.ENFILE => "raise the limit of open files (LimitNOFILE=)",
        Errno.ENOMEM => "the machine lacks memory",
        _ => "look at the disk of the zone",
    };
}
