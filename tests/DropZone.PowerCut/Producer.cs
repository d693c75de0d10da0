using System.Text;
using DropZone.Linux;

namespace DropZone.PowerCut;

/// <summary>
/// Drops deliveries until it is killed: some synced and acknowledged in a log that no cut touches, others as most senders
/// do it, written and closed.
/// </summary>
internal static class Producer
{
    public static void Run(string zone, string acknowledged)
    {
        // what is dropped before the service's first heartbeat is what is dropped while it is stopped: a cut then goes unnoticed
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

            // without pauses every rename is made durable by the next one's commit, and a missing sync would not show
            Pause(number % 20 == 0 ? 120 : 4);
        }
    }

    private static void Pause(int milliseconds)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(milliseconds);
    }
}
