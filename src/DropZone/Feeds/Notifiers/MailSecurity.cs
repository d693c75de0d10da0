namespace DropZone.Feeds.Notifiers;

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
