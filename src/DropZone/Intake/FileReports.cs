namespace DropZone.Intake;

/// <summary>
/// Allows one message of each type for a file that is not claimed, and at most 100 for the files of a folder in an hour: a sender can make any
/// number of links. A message that is not allowed yet is allowed at a later check.
/// </summary>
internal sealed class FileReports(TimeProvider clock)
{
    private const int PerFolder = 100;
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);
    private readonly Dictionary<string, (long Since, int Count)> _made = new(StringComparer.Ordinal);

    /// <summary>Returns whether to log the message; then it counts as logged.</summary>
    public bool TryTake(Candidate candidate, string report)
    {
        var (since, count) = _made.GetValueOrDefault(candidate.Folder.Path);
        if (count > 0 && clock.GetElapsedTime(since) >= Period)
            count = 0;
        if (count >= PerFolder || !candidate.IsFirst(report))
            return false;
        _made[candidate.Folder.Path] = (count == 0 ? clock.GetTimestamp() : since, count + 1);
        return true;
    }
}
