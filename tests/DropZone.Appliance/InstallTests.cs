using System.Diagnostics;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace DropZone.Appliance;

/// <summary>Installation, the first deliveries, access rights and removal of the Debian package.</summary>
public sealed class InstallTests
{
    [Fact]
    public void After_installation_a_good_file_is_archived_a_bad_one_is_quarantined_and_the_journal_has_the_reason()
    {
        using var machine = new Machine();
        machine.Install(Artifacts.Deb);
        var watch = Stopwatch.StartNew();
        machine.Until("systemctl is-active dropzone");
        watch.Elapsed.TotalSeconds.ShouldBeLessThan(5);

        machine.Write("/etc/dropzone/feeds.d/orders.yaml", InstalledMachine.Feed);
        machine.Sh("systemctl reload dropzone");
        machine.Until("test -d /var/lib/dropzone/incoming/orders");
        machine.Sh("cd /var/lib/dropzone/incoming/orders; printf 'id,country\\n1,DE\\n' > good.csv; printf 'id,country\\nx,DE\\n' > bad.csv");
        machine.Until("ls /var/lib/dropzone/archive/orders/*/*-good.csv/receipt.json /var/lib/dropzone/failed/orders/*-bad.csv/report.txt");
        machine.Sh("cat /var/lib/dropzone/outgoing/orders/good.csv").ShouldBe("id,country\n1,DE\n");

        machine.Until("journalctl -u dropzone DROPZONE_OUTCOME=failed -o json | grep -q .");
        var entry = JsonDocument.Parse(machine.Sh("journalctl -u dropzone DROPZONE_OUTCOME=failed -o json")).RootElement;
        entry.GetProperty("DROPZONE_FEED").GetString().ShouldBe("orders");
        entry.GetProperty("DROPZONE_FILE").GetString().ShouldBe("bad.csv");
        entry.GetProperty("DROPZONE_CODE").GetString().ShouldBe("type-error");
        entry.GetProperty("DROPZONE_JOB").GetString().ShouldEndWith("-bad.csv");
        machine.Sh("journalctl -u dropzone DROPZONE_OUTCOME=failed -x").ShouldContain("Defined-By: DropZone");
        machine.Until("systemctl status dropzone | grep -F 'Status: \"0 active, 1 done, 1 failed\"'");
    }

    [Fact]
    public void A_reload_with_a_configuration_error_fails_the_reload_command_and_keeps_the_previous_configuration()
    {
        using var installed = new InstalledMachine();
        installed.Machine.Write("/etc/dropzone/feeds.d/orders.yaml", "feed: orders\nsetle: 0s\n");
        installed.Machine.TrySh("systemctl reload dropzone").ExitCode.ShouldNotBe(0);
        installed.Machine.Sh("journalctl -u dropzone").ShouldContain("orders.yaml:2:1: setle: unknown key");
        installed.DropInBackground("a", 1);
        installed.ShouldHaveDelivered("a", 1);
    }

    [Fact]
    public void Partners_can_neither_list_nor_read_the_deliveries_of_others_and_readers_can_see_the_results()
    {
        using var installed = new InstalledMachine();
        var machine = installed.Machine;
        machine.Sh("""
            cd /etc/dropzone/feeds.d; sed s/orders/prices/ orders.yaml > prices.yaml
            for one in a b; do groupadd partner-$one; useradd -m -G partner-$one user-$one; usermod -aG partner-$one dropzone; done
            useradd -m -G dropzone-read reader
            install -d -o dropzone -g partner-a -m 2770 /var/lib/dropzone/incoming/orders
            install -d -o dropzone -g partner-b -m 2770 /var/lib/dropzone/incoming/prices
            systemctl restart dropzone
            """);
        machine.Sh("su user-a -c 'umask 007; printf \"id,country\\n1,DE\\n\" > /var/lib/dropzone/incoming/orders/mine.csv'");
        machine.Until("ls /var/lib/dropzone/archive/orders/*/*-mine.csv/receipt.json");
        foreach (var forbidden in new[] { "ls /var/lib/dropzone/incoming", "ls /var/lib/dropzone/incoming/orders", "touch /var/lib/dropzone/incoming/orders/x.csv", "touch /var/lib/dropzone/incoming/x.csv", "ls /var/lib/dropzone/archive", "ls /var/lib/dropzone/working" })
            machine.TrySh($"su user-b -c '{forbidden}'").ExitCode.ShouldNotBe(0, forbidden);
        machine.Sh("su reader -c 'cat /var/lib/dropzone/archive/orders/*/*-mine.csv/receipt.json'").ShouldContain("\"mine.csv\"");
        machine.TrySh("su reader -c 'mv /var/lib/dropzone/archive/orders /tmp/'").ExitCode.ShouldNotBe(0);
        machine.TrySh("su reader -c 'touch /var/lib/dropzone/archive/orders/*/*-mine.csv/x'").ExitCode.ShouldNotBe(0);

        // without root, while the service runs, the commands query the service
        machine.Sh("su reader -c 'dropzone status'").ShouldMatch(@"up +DropZone .*process \d+(.*\n)*orders +0 +0 +1 +0 +0");
        machine.Sh("su reader -c 'dropzone history'").ShouldContain("mine.csv");

    }

    [Fact]
    public void A_claimed_file_belongs_to_the_service_and_its_sender_can_no_longer_change_it()
    {
        using var installed = new InstalledMachine();
        var machine = installed.Machine;
        machine.Sh("""
            groupadd partner-a; useradd -m -G partner-a alice; useradd -m -G dropzone-read reader
            install -d -o dropzone -g partner-a -m 2770 /var/lib/dropzone/incoming/orders
            """);

        // the sender keeps a descriptor, as a broken client does, and writes through it after the file was archived
        machine.Write("/usr/local/keep", """
            cd /var/lib/dropzone/incoming/orders
            umask 077
            printf 'id,country\n1,DE\n' > kept.csv.part
            exec 9< kept.csv.part
            mv kept.csv.part kept.csv
            until test -e /tmp/go; do sleep 0.05; done
            if (echo 9,XX >> /proc/self/fd/9) 2>/dev/null; then echo CHANGED; else echo refused; fi
            """);
        machine.Sh("chmod 644 /usr/local/keep; su alice -c 'setsid sh /usr/local/keep > /home/alice/result 2>&1 < /dev/null &'");
        machine.Until("ls /var/lib/dropzone/archive/orders/*/*-kept.csv/receipt.json");
        machine.Sh("touch /tmp/go");
        machine.Until("test -s /home/alice/result");
        machine.Sh("cat /home/alice/result").Trim().ShouldBe("refused");

        machine.Sh("stat -c %U:%G:%a /var/lib/dropzone/archive/orders/*/*-kept.csv/kept.csv").Trim().ShouldBe("dropzone:dropzone-read:640");
        var receipt = machine.Sh("su reader -c 'cat /var/lib/dropzone/archive/orders/*/*-kept.csv/receipt.json /var/lib/dropzone/archive/orders/*/*-kept.csv/kept.csv'");
        receipt.ShouldContain("\"owner\": \"alice\"");
        receipt.ShouldContain("\"mode\": \"0600\"");
        receipt.ShouldContain("1,DE");

        // as configured
        machine.Sh("echo 'unreadable: quarantine' >> /etc/dropzone/feeds.d/orders.yaml; systemctl reload dropzone");
        machine.Sh("su alice -c 'umask 077; printf \"id,country\\n2,DE\\n\" > /var/lib/dropzone/incoming/orders/shut.csv'");
        machine.Until("ls /var/lib/dropzone/failed/orders/*-shut.csv/report.txt");
        machine.Sh("su reader -c 'cat /var/lib/dropzone/failed/orders/*-shut.csv/report.txt'").ShouldContain("owner alice, mode 0600");
        machine.Sh("su reader -c 'dropzone failed list'").ShouldContain("1 unreadable");
    }

    [Fact]
    public void A_command_of_a_feed_has_no_capabilities()
    {
        using var installed = new InstalledMachine();
        var machine = installed.Machine;
        machine.Sh("printf 'load:\n  - command: [sh, -c, \"cp /proc/self/status /var/lib/dropzone/outgoing/caps\"]\n' >> /etc/dropzone/feeds.d/orders.yaml; systemctl reload dropzone");
        installed.DropInBackground("a", 1);
        machine.Until("test -s /var/lib/dropzone/outgoing/caps");
        foreach (var set in new[] { "CapEff", "CapPrm", "CapAmb" })
            machine.Sh($"grep {set} /var/lib/dropzone/outgoing/caps").ShouldContain("0000000000000000");
        machine.Sh("grep CapEff /proc/$(systemctl show -P MainPID dropzone)/status").ShouldContain("0000000010000001");
    }

    [Fact]
    public void Removing_keeps_everything_and_purging_keeps_every_delivery_and_reports_its_place()
    {
        using var installed = new InstalledMachine();
        var machine = installed.Machine;
        machine.Sh("printf 'id,country\\nx,DE\\n' > /var/lib/dropzone/incoming/orders/bad.csv");
        machine.Until("ls /var/lib/dropzone/failed/orders/*-bad.csv/report.txt");
        machine.Sh("apt-get remove -y dropzone");
        machine.Sh("ls /etc/dropzone/feeds.d/orders.yaml /var/lib/dropzone/state/zone.json /var/lib/dropzone/failed/orders/*-bad.csv/bad.csv");
        machine.Sh("printf 'id,country\\n1,DE\\n' > /var/lib/dropzone/incoming/orders/later.csv");

        machine.Write("/etc/default/dropzone", "SHOP_PASSWORD=x\n");
        machine.Sh("apt-get purge -y dropzone").ShouldContain("deliveries were kept in /var/lib/dropzone: 1 in incoming/, 1 in failed/. Remove that folder");
        machine.Sh("ls /var/lib/dropzone/incoming/orders/later.csv /var/lib/dropzone/failed/orders/*-bad.csv/bad.csv");
        machine.TrySh("ls -d /var/log/dropzone /var/lib/dropzone/state /etc/dropzone/dropzone.yaml /etc/default/dropzone 2>/dev/null").Output.ShouldBe("");

        // after reinstallation the service resumes
        machine.Write("/etc/dropzone/feeds.d/orders.yaml", InstalledMachine.Feed);
        machine.Install(Artifacts.Deb);
        machine.Until("ls /var/lib/dropzone/archive/orders/*/*-later.csv/receipt.json");
    }
}
