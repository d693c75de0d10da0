using System.Globalization;

namespace DropZone.Linux;

/// <summary>The boot this process runs in.</summary>
/// <param name="Id">random(4): new at every boot.</param>
/// <param name="Started">When the machine booted, by the current clock.</param>
public sealed record Boot(string Id, DateTimeOffset Started)
{
    public static Boot Current(TimeProvider clock)
    {
        var id = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        var uptime = File.ReadAllText("/proc/uptime").Split(' ')[0];
        return new Boot(id, clock.GetUtcNow().AddSeconds(-double.Parse(uptime, CultureInfo.InvariantCulture)));
    }
}
