using System.Text;
using DropZone.Linux;

namespace DropZone.PowerCut;

/// <summary>
/// Drops deliveries until it is killed. Some are synced and acknowledged in a log outside the disk that is cut; others are only
/// written and closed, as most senders do.
/// </summary>
internal static class Producer
{
    public static void Run(string zone, string acknowledged)
    {
        // files dropped before the first heartbeat count as dropped while the service was stopped: the service would not notice the cut
        while (!File.Exists($"{zone}/state/boot.json") || !Delivery.Feeds.All(feed => Directory.Exists($"{zone}/incoming/{feed}")))
            Pause(10);
        using var log = new FileStream(acknowledged, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        for (var number = 1; ; number++)
        {
            var delivery = Delivery.OfNumber(number);
            var incoming = $"{zone}/incoming/{delivery.Feed}";
            var path = $"{incoming}/{delivery.Name}";
            if (delivery.IsSynced)
            {
                File.WriteAllBytes($"{incoming}/.{delivery.Name}.part", delivery.Content);
                DurableFile.Sync($"{incoming}/.{delivery.Name}.part");
                File.Move($"{incoming}/.{delivery.Name}.part", path);
                DurableFile.Sync(incoming);
                log.Write(Encoding.ASCII.GetBytes(delivery.Name + "\n"));
            }
            else
            {
                File.WriteAllBytes(path, delivery.Content);
            }

            // without pauses the commit for the next rename makes each rename durable, and a missing sync would not be detected
            Pause(number % 20 == 0 ? 120 : 4);
        }
    }

    private static void Pause(int milliseconds)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(milliseconds);
    }
}
