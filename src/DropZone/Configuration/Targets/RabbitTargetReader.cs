using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Targets;

namespace DropZone.Configuration.Targets;

/// <summary>Reads the target <c>rabbitmq</c>. Returns null after a complaint.</summary>
internal static class RabbitTargetReader
{
    private const int MaxRows = 100_000;
    private const string Example = "amqps://mq.example.com/orders";
    private static readonly KeySet Keys = new(RabbitTarget.Word, "url", "user", "password", "exchange", "routing-key", "rows", "name");

    public static Target? Read(Entry entry)
    {
        var before = entry.Complaints.Count;
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var url = mapping.Required("url", $"write for example `url: {Example}`") is { } address ? Url(address) : null;
        var user = mapping["user"]?.Text("the name of a user");
        var password = mapping["password"] is { } secret ? SecretReader.Read(secret, "a password such as `credential:NAME`") : null;
        var exchange = mapping["exchange"]?.Text("the name of an exchange") ?? "";
        var key = mapping["routing-key"]?.Text("a routing key") ?? "";
        var rows = mapping["rows"] is { } number ? WholeNumber.Read(number, 1, MaxRows) : null;
        var name = mapping["name"] is { } own ? FeedNameReader.Read(own, "target") : RabbitTarget.Word;
        if (mapping["exchange"] is null && mapping["routing-key"] is null)
            mapping.Self.Complain("neither an exchange nor a queue is configured", "write `routing-key: QUEUE`, or `exchange: NAME`");
        return entry.Complaints.Count > before || url is null || name is null
            ? null
            : new RabbitTarget(name, url, key) { User = user, Password = password, Exchange = exchange, Rows = rows };
    }

    private static Uri? Url(Entry entry)
    {
        if (entry.Text($"a URL such as `{Example}`") is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "amqp" or "amqps", Host.Length: > 0, UserInfo: "", Query: "" })
            return url;
        entry.Complain("the URL is not AMQP, or contains a user and password", $"write for example `{Example}`, where the path is the virtual host. Put user and password into `user` and `password`");
        return null;
    }
}
