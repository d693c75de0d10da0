using System.IO.Abstractions;

namespace DropZone.Configuration.Yaml;

/// <summary>What every entry of one configuration shares.</summary>
/// <param name="Files">Where files are read.</param>
/// <param name="Complaints">Collects what is wrong.</param>
internal sealed record ReadingContext(IFileSystem Files, ComplaintList Complaints);
