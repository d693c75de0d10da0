using DropZone.Linux;
using DropZone.Spool.Names;

namespace DropZone.Spool.Jobs;

/// <summary>Lists the jobs in a folder.</summary>
public static class JobListing
{
    /// <summary>Returns the jobs in no order; none if the folder is missing.</summary>
    /// <exception cref="LinuxException">The folder cannot be read.</exception>
    public static IEnumerable<JobName> In(string folder) =>
        FileStatus.At(folder) is null ? [] : FolderListing.Of(folder).Select(entry => JobName.Parse(entry.Name)).OfType<JobName>();
}
