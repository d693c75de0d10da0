using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Targets;
using DropZone.Feeds.Values;

namespace DropZone.Configuration.Targets;

/// <summary>Reads the target <c>s3</c>. Returns null after a complaint.</summary>
internal static class S3TargetReader
{
    private static readonly KeySet Keys = new(S3Target.Word, "bucket", "key", "region", "endpoint", "path-style", "checksum", "access-key", "secret-key", "name");

    public static Target? Read(Entry entry)
    {
        var before = entry.Complaints.Count;
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var bucket = mapping.Required("bucket", "name it: `bucket: acme-orders`")?.Text("the name of a bucket");
        var key = mapping["key"] is { } template ? NameTemplateReader.Read(template, isPath: true) : NameTemplate.StandardKey;
        var name = mapping["name"] is { } own ? FeedNameReader.Read(own, "target") : S3Target.Word;
        var region = mapping["region"]?.Text("a region such as eu-central-1");
        var endpoint = mapping["endpoint"] is { } url ? Url(url) : null;
        var pathStyle = mapping["path-style"] is { } style ? Switch.OnOff(style) : false;
        var checksum = mapping["checksum"] is { } sum ? Switch.OnOff(sum) : true;
        var accessKey = mapping["access-key"] is { } access ? SecretReader.Read(access, "an access key, or `credential:NAME`", _ => false) : null;
        var secretKey = mapping["secret-key"] is { } secret ? SecretReader.Read(secret, "a secret such as `credential:NAME`") : null;
        if ((mapping["access-key"] ?? mapping["secret-key"]) is { } half && mapping["access-key"] is null != mapping["secret-key"] is null)
            half.ComplainOfKey("`access-key` and `secret-key` require each other", "write both, or neither to use the environment or ~/.aws/credentials");
        return entry.Complaints.Count > before || bucket is null || name is null ? null : new S3Target(name, bucket, key!)
        {
            Region = region,
            Endpoint = endpoint,
            PathStyle = pathStyle!.Value,
            Checksum = checksum!.Value,
            AccessKey = accessKey,
            SecretKey = secretKey,
        };
    }

    private static string? Url(Entry entry)
    {
        if (entry.Text("a URL such as https://s3.example.com") is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", UserInfo: "", Query: "" })
            return text;
        entry.Complain($"{Entry.Quoted(text)} is not an HTTP or HTTPS URL, or contains a user and password", "write for example `https://s3.example.com`. Put keys into `access-key` and `secret-key`");
        return null;
    }
}
