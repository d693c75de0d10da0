using DropZone.Notifications.Messages;

namespace DropZone.Notifications.Senders;

/// <summary>Sends messages to one notifier, one at a time.</summary>
internal interface ISender : IDisposable
{
    /// <summary>Sends a message.</summary>
    /// <exception cref="OperationCanceledException">The service is stopping.</exception>
    Task<SendResult> SendAsync(Message message, CancellationToken stopping);
}
