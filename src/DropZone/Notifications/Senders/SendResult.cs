namespace DropZone.Notifications.Senders;

/// <summary>How the telling of a message ended: a closed list.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    public sealed record Sent : SendResult;

    /// <summary>This message will never be taken; others may.</summary>
    public sealed record Refused(string Reason) : SendResult;

    /// <summary>It is tried again.</summary>
    public sealed record Down(string Reason) : SendResult;
}
