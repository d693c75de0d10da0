using DropZone.Feeds.Values;

namespace DropZone.Feeds.Targets;

/// <summary>A bucket of Amazon S3, or of a service that speaks its protocol.</summary>
/// <param name="Name">Among the targets of its feed.</param>
/// <param name="Bucket">Its name.</param>
/// <param name="Key">Of an object: the same for a job however often it is asked for.</param>
public sealed record S3Target(string Name, string Bucket, NameTemplate Key) : Target(Name)
{
    public const string Word = "s3";

    /// <summary><c>eu-central-1</c>; null: as the environment or the credentials file has it.</summary>
    public string? Region { get; init; }

    /// <summary>The URL of a service that is not Amazon's.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Whether the bucket stands in the path of URLs, not in the name of the host.</summary>
    public bool PathStyle { get; init; }

    /// <summary>
    /// Whether each upload carries a checksum that the service verifies, and its bytes are signed in chunks. Older services know neither,
    /// and some take the signatures for content: then the digest of the whole is signed.
    /// </summary>
    public bool Checksum { get; init; } = true;

    /// <summary>Null: the environment or the credentials file, as every program of Amazon's has it.</summary>
    public SecretText? AccessKey { get; init; }

    /// <summary>Belongs to <see cref="AccessKey"/>.</summary>
    public SecretText? SecretKey { get; init; }

    public override string Kind => Word;

    public override string Place => Bucket;
}
