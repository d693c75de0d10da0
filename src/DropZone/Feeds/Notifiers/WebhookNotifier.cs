using DropZone.Feeds.Values;

namespace DropZone.Feeds.Notifiers;

/// <summary>Sends an HTTP POST of a CloudEvent (https://cloudevents.io, 1.0, structured mode).</summary>
/// <param name="Name">The name, unique among the notifiers of its feed.</param>
/// <param name="Url">The URL, which may contain a secret in its path, as those of chat services do.</param>
/// <param name="Host">The host of the URL, which is not secret, for messages.</param>
public sealed record WebhookNotifier(string Name, SecretText Url, string Host) : Notifier(Name)
{
    public const string Word = "webhook";

    /// <summary>The key that signs each request; null: requests are not signed.</summary>
    public SecretText? Secret { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public override string Place => Host;

    /// <summary>Returns the URL if requests can be sent to it (http or https, without user information), otherwise null.</summary>
    public static Uri? Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", UserInfo: "" } ? url : null;
}
