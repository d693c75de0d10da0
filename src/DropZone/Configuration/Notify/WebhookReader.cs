using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Notifiers;
using DropZone.Feeds.Values;

namespace DropZone.Configuration.Notify;

/// <summary>Reads the notifier <c>webhook</c>. Null: complained about.</summary>
internal static class WebhookReader
{
    private static readonly KeySet Keys = new(WebhookNotifier.Word, ["url", "secret", "timeout", .. NotifierReader.Common]);

    public static Notifier? Read(Entry entry)
    {
        if (entry.Mapping(Keys) is not { } mapping)
            return null;
        var host = "";
        var url = mapping.Required("url", "write for example `url: \"https://hooks.example.com/x\"`") is { } address ? Url(address, out host) : null;
        var secret = mapping["secret"] is { } key ? SecretReader.Read(key, "a secret such as `credential:NAME`") : null;
        var timeout = mapping["timeout"] is { } time ? Duration.Read(time, "1s", "10m") : null;
        return NotifierReader.Finish(mapping, WebhookNotifier.Word, name =>
        {
            if (url is null)
                return null;
            var notifier = new WebhookNotifier(name, url, host) { Secret = secret };
            return timeout is { } limit ? notifier with { Timeout = limit } : notifier;
        });
    }

    /// <summary>A URL may be a secret as a whole, and then stands elsewhere as a whole.</summary>
    private static SecretText? Url(Entry entry, out string host)
    {
        host = "a URL from elsewhere";
        if (entry.Text("a URL such as https://hooks.example.com/x") is not { } text)
            return null;
        if (SecretText.HasPlaceholder(text) && !text.StartsWith("http", StringComparison.Ordinal))
            return new SecretText(text, entry.Files);
        if (WebhookNotifier.Address(text) is { } url)
        {
            host = url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
            return new SecretText(text, entry.Files);
        }

        entry.Complain("it is no address of a web server", "write for example `\"https://hooks.example.com/x\"`; a password in it goes into `secret`, or into `credential:NAME` in its path");
        return null;
    }
}
