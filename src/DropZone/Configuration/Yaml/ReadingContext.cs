using System.IO.Abstractions;

namespace DropZone.Configuration.Yaml;

/// <summary>The state shared by all entries of one configuration.</summary>
/// <param name="Files">The file system.</param>
/// <param name="Complaints">Collects the complaints.</param>
internal sealed record ReadingContext(IFileSystem Files, ComplaintList Complaints);
