using DropZone.Notifications.Messages;

namespace DropZone.Notifications.Senders;

/// <summary>Tells one notifier, one message at a time.</summary>
internal interface ISender : IDisposable
{
    /// <exception cref="OperationCanceledException">The service stops.</exception>
    Task<SendResult> SendAsync(Message message, CancellationToken stopping);
}
