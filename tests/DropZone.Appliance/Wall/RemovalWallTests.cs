using Shouldly;
using Xunit;

namespace DropZone.Appliance.Wall;

/// <summary>What operators and the nightly sweep remove, compress and leave, whatever senders prepared.</summary>
[Collection(nameof(WallGroup))]
public sealed class RemovalWallTests(WalledMachine walled)
{
    private const string Zone = WalledMachine.Zone;
    private const string Secret = WalledMachine.Secret;

    [Fact]
    public void Erasing_or_discarding_a_split_that_is_being_delivered_is_refused_and_changes_nothing()
    {
        walled.Drop("alice", "slow", "active.csv", "id,country\n1,DE\nx,IT\n");
        walled.Machine.Until($"ls -d {Zone}/working/slow/*-active.csv && pgrep -f run/go");
        walled.Sh($"chown root {Zone}/outgoing/slow; touch {Zone}/run/go"); // its delivery waits, while its rejects are in the quarantine
        var job = Path.GetFileName(walled.Machine.Until($"cd {Zone}/failed/slow && ls -d *-active.csv && ls *-active.csv/rejects.csv >/dev/null").Trim());
        foreach (var command in new[] { $"erase {job} --yes", $"failed discard {job} --yes" })
        {
            var (exitCode, output) = walled.Operate(command);
            exitCode.ShouldBe(2, output);
            output.ShouldContain("the service is still working on it");
        }

        walled.Sh($"ls {Zone}/failed/slow/{job}/rejects.csv {Zone}/working/slow/{job}/active.csv; chown dropzone {Zone}/outgoing/slow");
        walled.Ended("slow", "active.csv");
        walled.Operate($"erase {job} --yes").ExitCode.ShouldBe(0);
        walled.Sh($"rm {Zone}/run/go; ! ls -d {Zone}/failed/slow/{job} {Zone}/archive/slow/*/{job}/active.csv");
    }

    [Fact]
    public void An_erased_delivery_leaves_no_cell_in_reports_replies_notifications_outputs_and_logs()
    {
        var failed = walled.DropUntilEnded("alice", "answers", "erased.csv", $"id,country\n{Secret},DE\n", "failed");
        walled.Machine.Until("ls /srv/alice/replies/erased.csv.report.json");
        var delivered = walled.DropUntilEnded("alice", "orders", "erased.csv", $"id,country\n1,{Secret}\n");

        // as after a restore: another inode, with the owner and the time of the output
        walled.Sh($"cd {Zone}/outgoing/orders; cp -a erased.csv restored; mv restored erased.csv");
        Places().ShouldContain("/state/notify/");
        foreach (var job in new[] { failed, delivered })
        {
            var (exitCode, output) = walled.Operate($"erase {Path.GetFileName(job)} --yes");
            exitCode.ShouldBe(0, output);
        }

        Places().ShouldBeEmpty();
    }

    [Fact]
    public void A_compressed_original_has_the_group_of_its_sender_and_no_more_rights_for_readers()
    {
        RemoveArchived();
        var job = Archive("ours.csv", "660");
        walled.Sh("systemctl start dropzone-sweep");
        walled.Sh($"ls {job}; stat -c '%G %a' {job}/ours.csv.gz").ShouldBe("ours.csv.gz\nreceipt.json\npartner-a 640\n");
        walled.TryAs("erin", $"echo x >> {job}/ours.csv.gz").ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public void Modes_of_a_sender_do_not_keep_the_sweep_from_other_files()
    {
        RemoveArchived();
        var strange = Archive("a-strange.csv", "6775");
        var closed = Archive("b-closed.csv", "0");
        var plain = Archive("c-plain.csv", "660");
        walled.Machine.TrySh("systemctl start dropzone-sweep").ExitCode.ShouldNotBe(0, "it reports what it left");
        walled.Sh($"ls {closed} {strange} {plain} | grep 'csv$\\|gz$'; stat -c %a {strange}/a-strange.csv.gz")
            .ShouldBe("a-strange.csv.gz\nb-closed.csv\nc-plain.csv.gz\n644\n");
        walled.Machine.Until($"journalctl -u dropzone-sweep | grep -q 'Skipped {closed}: .*EACCES'");
    }

    /// <summary>Creates a job that was archived nine days ago by a service that left files to their senders. Returns its folder.</summary>
    private string Archive(string name, string mode) => walled.Sh($$"""
        cd {{Zone}}/archive; umask 027; when=$(date -u -d '9 days ago' +%Y-%m-%d); job=$PWD/answers/$when/$(echo $when | tr -d -)T101502Z-k7f3q9xd-{{name}}
        mkdir -p $job; echo '{"format":1}' > $job/receipt.json; (echo id,country; seq -f '%.0f,DE' 2000) > $job/{{name}}
        chown dropzone:dropzone-read answers answers/$when $job $job/receipt.json; chmod 2750 answers answers/$when $job
        chown alice:partner-a $job/{{name}}; chmod {{mode}} $job/{{name}}; touch -d '9 days ago' $job/{{name}}
        echo $job
        """).Trim();

    private void RemoveArchived() => walled.Sh($"rm -rf {Zone}/archive/answers/*/*-k7f3q9xd-*");

    /// <summary>Returns the files that have the secret, or none.</summary>
    private string Places() => walled.Machine.TrySh($"grep -rl {Secret} {Zone} /srv/alice /var/log/dropzone").Output;
}
