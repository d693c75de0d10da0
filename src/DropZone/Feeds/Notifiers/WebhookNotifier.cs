using DropZone.Feeds.Values;

namespace DropZone.Feeds.Notifiers;

/// <summary>Sends an HTTP POST of a CloudEvent (https://cloudevents.io, 1.0, structured mode).</summary>
/// <param name="Name">Among the notifiers of its feed.</param>
/// <param name="Url">May hold a secret in its path, as those of chat services do.</param>
/// <param name="Host">The part of the URL that is no secret, for messages.</param>
public sealed record WebhookNotifier(string Name, SecretText Url, string Host) : Notifier(Name)
{
    public const string Word = "webhook";

    /// <summary>Signs each request; null: none is signed.</summary>
    public SecretText? Secret { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public override string Place => Host;

    /// <summary>Returns the URL if requests can be sent to it (http or https, without user information), otherwise null.</summary>
    public static Uri? Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", UserInfo: "" } ? url : null;
}
