using DropZone.Feeds.Values;

namespace DropZone.Feeds.Targets;

/// <summary>A bucket of Amazon S3, or of a service with the same protocol.</summary>
/// <param name="Name">The name, unique among the targets of its feed.</param>
/// <param name="Bucket">The name of the bucket.</param>
/// <param name="Key">The key of an object, the same for every upload of a job.</param>
public sealed record S3Target(string Name, string Bucket, NameTemplate Key) : Target(Name)
{
    public const string Word = "s3";

    /// <summary><c>eu-central-1</c>; null: from the environment or the credentials file.</summary>
    public string? Region { get; init; }

    /// <summary>The URL of a service other than Amazon's.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Whether URLs contain the bucket in their path, not in the host name.</summary>
    public bool PathStyle { get; init; }

    /// <summary>
    /// Whether each upload carries a checksum that the service verifies, and its bytes are signed in chunks. Older services support neither,
    /// and some store the signatures as content. For them the digest of the whole object is signed.
    /// </summary>
    public bool Checksum { get; init; } = true;

    /// <summary>The access key; null: from the environment or the credentials file, as in Amazon's own programs.</summary>
    public SecretText? AccessKey { get; init; }

    /// <summary>Belongs to <see cref="AccessKey"/>.</summary>
    public SecretText? SecretKey { get; init; }

    public override string Kind => Word;

    public override string Place => Bucket;
}
