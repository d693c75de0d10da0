namespace DropZone.Feeds;

/// <summary>The types of companion files.</summary>
public enum CompleteKind
{
    /// <summary>Its presence means that the sender has finished.</summary>
    Marker,

    /// <summary>It contains the SHA-256 of the delivery, in the format of <c>sha256sum</c>, or the digest alone.</summary>
    Checksum,
}
