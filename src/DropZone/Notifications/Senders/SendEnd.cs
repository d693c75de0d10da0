namespace DropZone.Notifications.Senders;

/// <summary>How the telling of a message ended: a closed list.</summary>
internal abstract record SendEnd
{
    private SendEnd()
    {
    }

    public sealed record Sent : SendEnd;

    /// <summary>This message will never be taken; others may.</summary>
    public sealed record Refused(string Reason) : SendEnd;

    /// <summary>It is tried again.</summary>
    public sealed record Down(string Reason) : SendEnd;
}
