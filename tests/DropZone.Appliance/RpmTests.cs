using Shouldly;
using Xunit;

namespace DropZone.Appliance;

/// <summary>
/// The rpm package, installed by rpm on Debian. The dependencies are present, but rpm does not know Debian's packages: hence <c>--nodeps</c>.
/// </summary>
public sealed class RpmTests
{
    [Fact]
    public void Installation_upgrade_and_removal_behave_as_with_the_deb()
    {
        using var machine = new Machine();
        var rpm = $"/root/{Path.GetFileName(Artifacts.Rpm)}";
        File.Copy(Artifacts.Rpm, machine.Root + rpm);
        machine.Write("/etc/dropzone/feeds.d/orders.yaml", InstalledMachine.Feed);
        machine.Sh($"rpm -i --nodeps {rpm}");
        machine.Until("systemctl is-active dropzone && systemctl is-active dropzone-sweep.timer dropzone-digest.timer");
        machine.Sh("ls /etc/dropzone/dropzone.yaml /etc/dropzone/feeds.d/example.yaml");
        Drop(machine, "one");
        machine.Sh("journalctl --list-catalog").ShouldContain("DropZone: ");

        var before = machine.Sh("systemctl show -P MainPID dropzone");
        machine.Sh("echo 'workers: 3' >> /etc/dropzone/dropzone.yaml; rm /etc/dropzone/feeds.d/example.yaml");
        machine.Sh($"rpm -U --nodeps --force {rpm}");
        machine.Until($"test $(systemctl show -P MainPID dropzone) != {before.Trim()} && systemctl is-active dropzone");
        machine.Sh("grep '^workers: 3' /etc/dropzone/dropzone.yaml && ! test -e /etc/dropzone/feeds.d/example.yaml");
        Drop(machine, "two");

        machine.Sh("rpm -e dropzone").ShouldContain("deliveries were kept in /var/lib/dropzone");
        machine.TrySh("systemctl is-active dropzone").ExitCode.ShouldNotBe(0);
        machine.Sh("ls /etc/dropzone/dropzone.yaml /var/lib/dropzone/state/zone.json /var/lib/dropzone/archive/orders/*/*-two.csv/receipt.json; ! test -e /usr/bin/dropzone");
    }

    private static void Drop(Machine machine, string name)
    {
        machine.Sh($"printf 'id,country\\n1,DE\\n' > /var/lib/dropzone/incoming/orders/{name}.csv");
        machine.Until($"ls /var/lib/dropzone/archive/orders/*/*-{name}.csv/receipt.json");
    }
}
