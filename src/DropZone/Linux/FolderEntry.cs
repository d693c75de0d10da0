namespace DropZone.Linux;

/// <summary>A name in a folder.</summary>
/// <param name="Name">In the form of <see cref="Mono.Unix.UnixEncoding"/>: bytes that are not UTF-8 are kept.</param>
/// <param name="MayBeFolder">False: surely no folder. Some file systems do not tell: then true.</param>
public readonly record struct FolderEntry(string Name, bool MayBeFolder);
