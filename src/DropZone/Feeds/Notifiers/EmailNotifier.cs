using DropZone.Feeds.Values;

namespace DropZone.Feeds.Notifiers;

/// <summary>Sends a mail with the report attached.</summary>
/// <param name="Name">The name, unique among the notifiers of its feed.</param>
/// <param name="Server">The name or address of the mail server.</param>
/// <param name="To">The receivers; at least one.</param>
/// <param name="From">The sender.</param>
public sealed record EmailNotifier(string Name, string Server, IReadOnlyList<string> To, string From) : Notifier(Name)
{
    public const string Word = "email";

    public const int SubmissionPort = 587;
    public const int TlsPort = 465;
    public const int PlainPort = 25;

    public required int Port { get; init; }

    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>The user name; null: no authentication.</summary>
    public string? User { get; init; }

    /// <summary>The password of <see cref="User"/>.</summary>
    public SecretText? Password { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public override string Place => string.Join(", ", To);
}

/// <summary>The encryption of a connection to a mail server.</summary>
public enum MailSecurity
{
    /// <summary>Starts unencrypted and requires STARTTLS (RFC 3207).</summary>
    StartTls,

    /// <summary>TLS from its first byte (RFC 8314).</summary>
    Tls,

    /// <summary>No encryption.</summary>
    None,
}
