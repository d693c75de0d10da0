namespace DropZone.Feeds.Notifiers;

/// <summary>How a connection to a mail server is kept secret.</summary>
public enum MailSecurity
{
    /// <summary>Begun in the clear, then TLS or nothing (RFC 3207).</summary>
    StartTls,

    /// <summary>TLS from its first byte (RFC 8314).</summary>
    Tls,

    /// <summary>Not at all.</summary>
    None,
}
