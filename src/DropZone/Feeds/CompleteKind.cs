namespace DropZone.Feeds;

/// <summary>The kinds of companion file.</summary>
public enum CompleteKind
{
    /// <summary>Its presence says that the sender has finished.</summary>
    Marker,

    /// <summary>It holds the SHA-256 of the delivery, in the format of <c>sha256sum</c>, or the digest alone.</summary>
    Checksum,
}
