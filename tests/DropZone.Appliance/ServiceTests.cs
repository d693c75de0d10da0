using System.Globalization;
using Shouldly;
using Xunit;

namespace DropZone.Appliance;

/// <summary>systemd restarts the service after any failure, and no file is lost or delivered twice.</summary>
public sealed class ServiceTests
{
    private const int Files = 200;

    [Fact]
    public void Files_survive_repeated_kills_of_the_service()
    {
        using var installed = new InstalledMachine(dropIn: "[Service]\nRestartSec=100ms\n");
        installed.DropInBackground("a", Files);
        for (var i = 1; i <= 5; i++)
        {
            installed.Machine.Until($"test $(ls -d /var/lib/dropzone/archive/orders/*/*-a-*.csv 2>/dev/null | wc -l) -ge {i * Files / 10}");
            var pid = installed.Machine.Sh("systemctl show -P MainPID dropzone; systemctl kill -s KILL dropzone").Trim();
            installed.Machine.Until($"test $(systemctl show -P MainPID dropzone) != {pid} && systemctl is-active dropzone");
        }

        installed.ShouldHaveDelivered("a", Files);
        installed.Machine.Sh("systemctl show -P NRestarts dropzone").Trim().ShouldBe("5");
    }

    [Fact]
    public void Files_survive_a_reboot()
    {
        using var installed = new InstalledMachine();
        installed.DropInBackground("a", Files);
        installed.Machine.Until("ls -d /var/lib/dropzone/archive/orders/*/*-a-*.csv");
        installed.Machine.Reboot();
        installed.Machine.Until("systemctl is-active dropzone");
        installed.Machine.Until("test $(ls /var/lib/dropzone/incoming/orders /var/lib/dropzone/working/orders | grep -c csv) = 0");

        // the reboot also stopped the sender, which drops the files in order: of those dropped, none may be missing
        var dropped = int.Parse(installed.Machine.Sh("ls -d /var/lib/dropzone/archive/orders/*/*-a-*.csv | wc -l"), CultureInfo.InvariantCulture);
        installed.ShouldHaveDelivered("a", dropped);
        installed.Machine.Sh("journalctl -u dropzone").ShouldNotContain("unclean");
    }

    [Fact]
    public void Files_and_an_edited_configuration_survive_an_upgrade()
    {
        using var installed = new InstalledMachine();
        var machine = installed.Machine;
        machine.Sh("echo 'workers: 3' >> /etc/dropzone/dropzone.yaml");
        var before = machine.Sh("systemctl show -P MainPID dropzone");
        machine.Sh("""
            cd /root; dpkg-deb -R dropzone_*.deb next; sed -i 's/^Version: .*/&+1/' next/DEBIAN/control; echo '# of the new version' >> next/usr/share/dropzone/examples/dropzone.yaml
            (cd next; md5sum $(find usr etc lib -type f) > DEBIAN/md5sums); dpkg-deb -Znone -b next next.deb >/dev/null
            """);
        installed.DropInBackground("a", Files);
        machine.Until("ls -d /var/lib/dropzone/archive/orders/*/*-a-*.csv");
        machine.Sh("apt-get -o APT::Sandbox::User=root install -y /root/next.deb </dev/null 2>&1");
        machine.Sh("dpkg -s dropzone | grep Version").ShouldContain("+1");
        machine.Sh("systemctl show -P MainPID dropzone").ShouldNotBe(before);
        machine.Sh("grep '^workers: 3' /etc/dropzone/dropzone.yaml");
        installed.ShouldHaveDelivered("a", Files);
    }

    [Fact]
    public void The_watchdog_restarts_a_service_whose_main_loop_hangs()
    {
        using var installed = new InstalledMachine(settings: "rescan: 1s\n", dropIn: "[Service]\nWatchdogSec=2s\nTimeoutAbortSec=2s\nRestartSec=100ms\nEnvironment=DROPZONE_FAULT=\"hang claim\"\n");
        var machine = installed.Machine;
        installed.DropInBackground("a", 3);
        machine.Until("journalctl -u dropzone | grep -q 'Service is stuck'");
        machine.Sh("rm /etc/systemd/system/dropzone.service.d/test.conf; systemctl daemon-reload");
        machine.Until("journalctl -u dropzone | grep -q 'Watchdog timeout'");
        machine.Until("test $(systemctl show -P NRestarts dropzone) -ge 1 && systemctl is-active dropzone");
        installed.ShouldHaveDelivered("a", 3);
    }

    [Fact]
    public void After_a_kill_at_the_memory_limit_the_service_restarts_and_no_file_is_lost()
    {
        using var installed = new InstalledMachine(dropIn: "[Service]\nRestartSec=100ms\n");
        var machine = installed.Machine;
        machine.Sh("(echo id,country; seq -f '%.0f,DE' 2000000) > /var/tmp/big.csv");
        var dropped = 0;
        var limit = 20;
        do
        {
            // lower the limit each time: how much of the program file the kernel counts is unpredictable
            limit.ShouldBeGreaterThan(4, machine.Journal);
            dropped++;
            machine.Sh($"""
                printf '[Service]\nRestartSec=100ms\nMemoryHigh=infinity\nMemoryMax={limit--}M\n' > /etc/systemd/system/dropzone.service.d/test.conf
                systemctl daemon-reload; systemctl reset-failed dropzone; systemctl restart dropzone || true
                cd /var/lib/dropzone/incoming/orders; cp /var/tmp/big.csv .{dropped}.part; mv .{dropped}.part big-{dropped}.csv
                """);
        }
        while (machine.TrySh("for i in 1 2 3 4 5 6 7 8; do test $(systemctl show -P NRestarts dropzone) != 0 && exit 0; sleep 0.1; done; exit 1").ExitCode != 0);

        machine.Sh("rm /etc/systemd/system/dropzone.service.d/test.conf; systemctl daemon-reload; systemctl reset-failed dropzone; systemctl restart dropzone");
        machine.Until($"test $(ls -d /var/lib/dropzone/archive/orders/*/*-big-*.csv /var/lib/dropzone/failed/orders/*-big-*.csv 2>/dev/null | wc -l) = {dropped}");
        machine.Sh("for job in $(ls /var/lib/dropzone/failed/orders); do grep -q poison /var/lib/dropzone/failed/orders/$job/report.txt && runuser -u dropzone -- dropzone failed retry $job || exit 1; done");
        machine.Until($"test $(ls -d /var/lib/dropzone/archive/orders/*/*-big-*.csv | wc -l) = {dropped}");
        machine.Sh($"cd /var/lib/dropzone/outgoing/orders; test $(ls big-*.csv | wc -l) = {dropped} && for file in big-*.csv; do cmp $file /var/tmp/big.csv || exit 1; done");
    }

    [Fact]
    public void Timers_sweep_and_send_the_digest_while_the_service_runs_and_a_zone_elsewhere_needs_one_setting_and_a_drop_in_per_unit()
    {
        const string Elsewhere = "[Unit]\nRequiresMountsFor=/srv/zone\n[Service]\nReadWritePaths=/srv/zone\n";
        using var installed = new InstalledMachine();
        var machine = installed.Machine;
        machine.Write("/etc/dropzone/dropzone.yaml", "zone: /srv/zone\nretention: { archive: 30d }\nnotify: [command: { run: [/bin/true] }]\n");
        machine.Write("/etc/systemd/system/dropzone.service.d/zone.conf", Elsewhere);
        machine.Write("/etc/systemd/system/dropzone-sweep.service.d/zone.conf", Elsewhere);
        machine.Write("/etc/systemd/system/dropzone-digest.service.d/zone.conf", Elsewhere);
        machine.Sh("sed s:/var/lib/dropzone:/srv/zone: /usr/lib/tmpfiles.d/dropzone.conf > /etc/tmpfiles.d/zone.conf; systemd-tmpfiles --create; systemctl daemon-reload; systemctl restart dropzone");
        machine.Until("ls -d /srv/zone/incoming/orders");
        machine.Sh("cd /srv/zone/incoming/orders; printf 'id,country\\n1,DE\\n' > good.csv");
        machine.Until("ls /srv/zone/archive/orders/*/*-good.csv/receipt.json");
        machine.Sh("cp -a /srv/zone/archive/orders/2* /srv/zone/archive/orders/2020-01-01; cd /srv/zone/archive/orders/2020-01-01; mv * 20200101T000000Z-k7f3q9xd-good.csv");
        machine.Sh("systemctl list-timers --all").ShouldMatch("(?s)(dropzone-sweep.timer.*dropzone-digest.timer|dropzone-digest.timer.*dropzone-sweep.timer)");
        machine.Sh("systemctl daemon-reload; systemctl start dropzone-sweep");
        machine.Sh("journalctl -u dropzone-sweep").ShouldContain("orders: originals removed, receipts kept: 1 of 2020-01-01");
        machine.Sh("ls /srv/zone/archive/orders/2020-01-01/*").Trim().ShouldBe("receipt.json");
        machine.Sh("echo x > /srv/zone/incoming/orders/bad.csv");
        machine.Until("ls /srv/zone/failed/orders/*-bad.csv/report.txt");
        machine.Sh("systemctl start dropzone-digest; journalctl -u dropzone-digest").ShouldContain("command (/bin/true): 1 failed job unresolved");
        machine.Sh("dropzone config check");
    }

    [Fact]
    public void After_a_rejected_configuration_systemd_does_not_restart_the_service_and_the_failure_is_reported()
    {
        using var installed = new InstalledMachine();
        var machine = installed.Machine;
        machine.Write("/etc/dropzone/dropzone.yaml", "wrokers: 1\n");
        machine.TrySh("systemctl restart dropzone").ExitCode.ShouldNotBe(0);
        machine.Sh("systemctl show -P ActiveState,NRestarts dropzone; systemctl is-failed dropzone").ShouldContain("failed");
        machine.Until("journalctl -p alert -u dropzone-failure | grep -q 'dropzone.service has failed'");
        machine.Sh("journalctl -u dropzone -x -n 20").ShouldContain("dropzone config check");

        // also when the journal is late: journald finds the unit by the process, which must still exist
        machine.Sh("pkill -STOP systemd-journal; (sleep 1; pkill -CONT systemd-journal) & systemctl restart dropzone; wait; journalctl --sync");
        machine.Sh("journalctl -u dropzone -o cat | grep -c 'wrokers: unknown key'").Trim().ShouldBe("2");
    }
}
