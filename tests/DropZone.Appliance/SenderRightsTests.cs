using Shouldly;
using Xunit;

namespace DropZone.Appliance;

/// <summary>With the rights of the package, users in the group of <c>incoming/</c> and senders cannot harm others.</summary>
public sealed class SenderRightsTests
{
    private const string Incoming = "/var/lib/dropzone/incoming";

    [Fact]
    public void A_member_of_the_group_of_the_service_cannot_exchange_or_remove_the_folders_of_feeds()
    {
        using var installed = new InstalledMachine();
        var machine = installed.Machine;
        machine.Sh($"useradd -G dropzone dave; groupadd partner; install -d -o dropzone -g partner -m 2770 {Incoming}/orders {Incoming}/shop");
        foreach (var attack in new[] { "mv orders .x", "rmdir shop", "mv shop orders/shop" })
            machine.TrySh($"cd {Incoming} && {As("dave", attack)}").ExitCode.ShouldNotBe(0, attack);
        machine.Sh($"test -d {Incoming}/orders && test -d {Incoming}/shop");

        // what he drops in incoming/ itself is taken all the same
        machine.Sh($"cd {Incoming} && {As("dave", "printf 'id\\n1\\n' > .a.part && mv .a.part a.csv")}");
        machine.Until("ls /var/lib/dropzone/archive/default/*/*-a.csv");
    }

    [Fact]
    public void A_sender_whose_file_has_a_set_user_ID_bit_does_not_own_it_in_the_archive()
    {
        using var installed = new InstalledMachine();
        var machine = installed.Machine;
        machine.Sh($"groupadd partner; useradd -G partner alice; usermod -aG partner dropzone; install -d -o dropzone -g partner -m 2770 {Incoming}/orders; systemctl restart dropzone");
        machine.Sh($"cd {Incoming}/orders && {As("alice", "printf 'id,country\\n1,DE\\n' > .a.part && chmod 4664 .a.part && mv .a.part a.csv")}");
        machine.Until("ls /var/lib/dropzone/failed/orders/*-a.csv/report.txt");
        machine.Sh("grep -q set-user-ID /var/lib/dropzone/failed/orders/*-a.csv/report.txt; ! find /var/lib/dropzone/archive -user alice | grep .");
    }

    private static string As(string user, string command) => $"setpriv --reuid {user} --regid {user} --init-groups sh -c \"{command}\"";
}
