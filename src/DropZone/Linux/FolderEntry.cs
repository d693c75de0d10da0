namespace DropZone.Linux;

/// <summary>A name in a folder.</summary>
/// <param name="Name">In the form of <see cref="Mono.Unix.UnixEncoding"/>: bytes that are not UTF-8 are kept.</param>
/// <param name="MayBeFolder">False if the entry is certainly no folder. True where the file system does not report the type.</param>
public readonly record struct FolderEntry(string Name, bool MayBeFolder);
