using DropZone.Feeds.Values;

namespace DropZone.Feeds.Targets;

/// <summary>A folder of the zone. The rename of the output into it is its own acknowledgement, so it is the last of a feed's targets.</summary>
/// <param name="Path">The folder, relative to the zone: <c>outgoing/orders</c>.</param>
/// <param name="File">The name of the file in it.</param>
public sealed record DirectoryTarget(string Path, NameTemplate File) : Target(Word)
{
    public const string Word = "directory";

    public override string Kind => Word;

    public override string Place => Path;
}
