using System.IO.Abstractions;

namespace DropZone.Configuration.Yaml;

/// <summary>The state shared by all entries of one configuration.</summary>
/// <param name="Files">The file system.</param>
/// <param name="Complaints">Collects the complaints.</param>
internal sealed record ReadingContext(IFileSystem Files, ComplaintList Complaints)
{
    /// <summary>Whether the file is a schema or data package, which may have properties of other programs: unknown keys are warnings.</summary>
    public bool IsForeign { get; init; }
}
