using System.Text;
using DropZone.Feeds;
using DropZone.Feeds.Notifiers;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using DropZone.Spool.Names;

namespace DropZone.Cli.Failed;

/// <summary>Removes the messages about a job that are still here: queued notifications, and replies that the sender has not taken.</summary>
/// <param name="zone">The zone.</param>
/// <param name="steps">Its durable steps.</param>
/// <param name="feed">The feed of the job; null: it is not configured.</param>
/// <param name="isConfigured">Whether the configuration could be read.</param>
internal sealed class ErasedMessages(Zone zone, DurableSteps steps, Feed? feed, bool isConfigured)
{
    private const int MaxReply = 64 << 20; // bytes
    private static readonly string[] Endings = [".ok.json", ".report.txt", ".report.json"];

    /// <summary>Removes them. Returns a line about each way by which values may have left.</summary>
    /// <param name="job">The job.</param>
    /// <param name="file">The delivery's name, as shown to people.</param>
    /// <exception cref="IOException">A message cannot be removed.</exception>
    public IReadOnlyList<string> Remove(JobFolder job, string file)
    {
        steps.Discard.Withdraw(job.Name);
        var lines = new List<string>();
        if (feed is null && isConfigured && job.Feed != ZoneConfiguration.DefaultFeed)
            lines.Add($"The feed {job.Feed} is not configured: if it had a `reply` folder, remove replies there by hand.");
        foreach (var notifier in feed?.Notifiers ?? [])
        {
            if (notifier is ReplyNotifier reply)
            {
                if (!RemoveReplies(job, file, reply))
                    lines.Add($"{VisibleText.Escape(reply.Path)} has no reply about it. Replies that the sender has taken cannot be removed.");
            }
            else if (notifier.IncludeValues)
            {
                lines.Add($"Messages that {notifier.Id} has already sent may have values. They cannot be removed.");
            }
        }

        return lines;
    }

    private bool RemoveReplies(JobFolder job, string file, ReplyNotifier reply)
    {
        var folder = reply.Path.StartsWith('/') ? reply.Path : $"{zone.Root}/{reply.Path}";
        var isRemoved = false;
        foreach (var name in Endings.Select(ending => DeliveryName.Fit(DeliveryName.ForTarget(file), ending)).SelectMany(name => new[] { name, StampedName.Of(name, job.Name) }))
            isRemoved |= steps.Copy.Remove(folder, name, job.Name, (content, status) => status.Size <= MaxReply && Text(content).Contains(job.Name.Text, StringComparison.Ordinal));
        return isRemoved;
    }

    private static string Text(Stream content)
    {
        using var reader = new StreamReader(content, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
