using DropZone.Notifications.Messages;
using DropZone.Notifications.Senders;

namespace DropZone.Tests.Notifications;

/// <summary>A sender with scripted results that records its messages.</summary>
internal sealed class ScriptedSender : ISender
{
    private readonly Lock _gate = new();
    private readonly List<Message> _messages = [];

    public Func<Message, SendResult> Answer { get; set; } = _ => new SendResult.Sent();

    /// <summary>Every try, in order.</summary>
    public IReadOnlyList<Message> Tries
    {
        get
        {
            lock (_gate)
                return [.. _messages];
        }
    }

    public bool IsDisposed { get; private set; }

    public Task<SendResult> SendAsync(Message message, CancellationToken stopping)
    {
        lock (_gate)
            _messages.Add(message);
        return Task.FromResult(Answer(message));
    }

    public void Dispose() => IsDisposed = true;
}
