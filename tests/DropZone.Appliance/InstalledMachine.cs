namespace DropZone.Appliance;

/// <summary>A machine with the package installed and one feed.</summary>
public sealed class InstalledMachine : IDisposable
{
    /// <summary>A feed with two columns that takes files as soon as they are closed.</summary>
    public const string Feed = """
        feed: orders
        settle: 0s
        schema:
          fields:
            - { name: id, type: integer, constraints: { required: true } }
            - { name: country, type: string }

        """;

    public InstalledMachine(string feed = Feed, string settings = "", string? dropIn = null)
    {
        try
        {
            Machine.Write("/etc/dropzone/feeds.d/orders.yaml", feed);
            if (settings.Length > 0)
                Machine.Write("/etc/dropzone/dropzone.yaml", settings);
            if (dropIn is not null)
                Machine.Write("/etc/systemd/system/dropzone.service.d/test.conf", dropIn);
            Machine.Install(Artifacts.Deb);
            Machine.Until("systemctl is-active dropzone");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Machine Machine { get; } = new();

    /// <summary>Drops files of one row, <c>NAME-1.csv</c> and so on, from a background process in the machine. Returns immediately.</summary>
    public void DropInBackground(string name, int count) => Machine.Sh(
        $"cd /var/lib/dropzone/incoming/orders; (for i in $(seq {count}); do printf 'id,country\\n%d,DE\\n' $i > .{name}-$i.part; mv .{name}-$i.part {name}-$i.csv; done) >/dev/null 2>&1 &");

    /// <summary>Waits until all files have been processed. Each must be archived once and delivered once, with unchanged content.</summary>
    public void ShouldHaveDelivered(string name, int count)
    {
        Machine.Until($"test $(ls -d /var/lib/dropzone/archive/orders/*/*-{name}-*.csv 2>/dev/null | wc -l) -ge {count}");
        Machine.Sh($"""
            cd /var/lib/dropzone
            test $(ls -d archive/orders/*/*-{name}-*.csv | wc -l) = {count} || exit 1
            test $(ls outgoing/orders/{name}-*.csv | wc -l) = {count} || exit 2
            for i in $(seq {count}); do printf 'id,country\n%d,DE\n' $i | cmp - outgoing/orders/{name}-$i.csv || exit 3; done
            """);
    }

    public void Dispose() => Machine.Dispose();
}
