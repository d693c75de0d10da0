using DropZone.Configuration.Values;
using DropZone.Configuration.Yaml;
using DropZone.Feeds.Notifiers;
using DropZone.Feeds.Values;

namespace DropZone.Configuration.Notify;

/// <summary>Reads the notifier <c>webhook</c>. Returns null after a complaint.</summary>
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

    /// <summary>Returns the URL. A placeholder may replace all of it, as the whole URL may be a secret.</summary>
    private static SecretText? Url(Entry entry, out string host)
    {
        host = "a secret URL";
        if (entry.Text("a URL such as https://hooks.example.com/x") is not { } text)
            return null;
        if (SecretText.HasPlaceholder(text) && !text.StartsWith("http", StringComparison.Ordinal))
            return new SecretText(text, entry.Files);
        if (WebhookNotifier.Address(text) is { } url)
        {
            host = url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
            return new SecretText(text, entry.Files);
        }

        entry.Complain("the URL is not HTTP or HTTPS, or contains a user and password", "write for example `\"https://hooks.example.com/x\"`. Put a password into `secret`, or as `credential:NAME` into the path");
        return null;
    }
}
