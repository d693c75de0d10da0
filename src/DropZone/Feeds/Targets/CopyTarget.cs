using DropZone.Feeds.Values;

namespace DropZone.Feeds.Targets;

/// <summary>A folder outside the zone, possibly on another file system, that receives a copy of the output.</summary>
/// <param name="Name">The name, unique among the targets of its feed.</param>
/// <param name="Path">The absolute path.</param>
/// <param name="File">The name of the file in it.</param>
/// <param name="Mount">A mount point that must be mounted before files are copied; null: not checked.</param>
public sealed record CopyTarget(string Name, string Path, NameTemplate File, string? Mount) : Target(Name)
{
    public const string StandardName = "copy";

    public override string Kind => DirectoryTarget.Word;

    public override string Place => Path;
}
