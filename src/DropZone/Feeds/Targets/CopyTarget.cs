using DropZone.Feeds.Values;

namespace DropZone.Feeds.Targets;

/// <summary>A folder anywhere, on another file system perhaps, that output is copied into.</summary>
/// <param name="Name">Among the targets of its feed.</param>
/// <param name="Path">Absolute.</param>
/// <param name="File">The name there.</param>
/// <param name="Mount">Where something must be mounted, or nothing is copied; null: it does not matter.</param>
public sealed record CopyTarget(string Name, string Path, NameTemplate File, string? Mount) : Target(Name)
{
    public const string StandardName = "copy";

    public override string Kind => DirectoryTarget.Word;

    public override string Place => Path;
}
