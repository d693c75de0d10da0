namespace DropZone.Notifications.Senders;

/// <summary>The result of sending a message: a closed list.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The receiver accepted the message.</summary>
    public sealed record Sent : SendResult;

    /// <summary>The receiver rejected this message permanently; others may be accepted.</summary>
    public sealed record Refused(string Reason) : SendResult;

    /// <summary>The receiver is unreachable; the message is retried.</summary>
    public sealed record Down(string Reason) : SendResult;
}
