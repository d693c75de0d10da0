using Shouldly;
using Xunit;

namespace DropZone.Appliance.Wall;

/// <summary>What the sender alice tries in the folders of her feeds: it reaches neither files of others nor the service.</summary>
[Collection(nameof(WallGroup))]
public sealed class SenderWallTests(WalledMachine walled)
{
    private const string Zone = WalledMachine.Zone;

    /// <summary>
    /// Exchanges files of the folder by directories that all users may write to, for some seconds. Then, for more seconds, exchanges a
    /// directory in each by a link to the archive of bob, wherever they are by then.
    /// </summary>
    private const string Swap = """
        use strict; use warnings;
        my ($swapping, $linking) = @ARGV;
        my $count = 0;
        my @held;
        sub exchange { my ($one, $other) = @_; return syscall(316, -100, $one, -100, $other, 2) == 0 } # renameat2, RENAME_EXCHANGE
        sub put { open(my $file, '>', $_[0]) or die; print $file "id,country\n", $count++, ",DE\n"; close $file }
        sub drop { put(".part-$_[0]"); rename(".part-$_[0]", "swapped-$_[0].csv") }
        umask 0;
        for my $i (1..8) {
            mkdir(".folder-$i") or die;
            for my $sub (1..50) {
                mkdir(".folder-$i/sub-$sub") or die;
                symlink('/var/lib/dropzone/archive/prices', ".folder-$i/link-$sub") or die;
            }
            opendir($held[$i], ".folder-$i") or die;
            drop($i);
        }
        my $end = time + $swapping;
        while (time < $end) {
            for my $i (1..8) {
                drop($i) if !exchange("swapped-$i.csv", ".folder-$i") && -d ".folder-$i"; # the file was claimed
            }
        }
        put('/tmp/linking');
        $end = time + $linking;
        while (time < $end) {
            for my $i (1..8) {
                chdir($held[$i]) or next;
                exchange("sub-$_", "link-$_") for 1..50;
            }
        }
        put('/tmp/linked');
        """;

    /// <summary>Drops a file whose checksum file loses its rights as soon as the file has been claimed.</summary>
    private const string Deny = """
        my $name = $ARGV[0];
        open(my $companion, '<', "$name.sha256") or die;
        rename(".part", $name) or die;
        1 while -e $name;
        chmod(0, $companion);
        """;

    /// <summary>Keeps a descriptor of a file and changes the file through it after the claim. Prints what succeeded.</summary>
    private const string Keep = """
        use strict; use warnings;
        umask 007;
        open(my $part, '>', '.kept.part') or die; print $part "id,country\n1,DE\n"; close $part;
        open(my $kept, '<', '.kept.part') or die;
        rename('.kept.part', 'kept.csv') or die;
        sleep 1 until -e '/tmp/archived';
        my $path = '/proc/self/fd/' . fileno($kept);
        print "appended\n" if open(my $file, '>>', $path);
        print "truncated\n" if open(my $other, '>', $path);
        print "given rights\n" if chmod(0666, $kept);
        print "linked\n" if link($path, 'again.csv');
        print "tried\n";
        """;

    [Fact]
    public void A_folder_exchanged_for_a_file_is_not_claimed_and_links_in_it_divert_no_removal()
    {
        walled.ShouldDeliverForBob("valuable.csv");
        var before = walled.Valuables();
        walled.Sh("rm -f /tmp/linking /tmp/linked");
        walled.Start("alice", $"cd incoming/orders && perl {walled.Perl("swap", Swap)} 2 2");
        walled.Machine.Until("test -e /tmp/linking");
        var folders = walled.Sh($"cd {Zone}; find working failed archive state -user alice -type d");
        walled.As("dropzone", "until test -e /tmp/linked; do dropzone failed discard --feed orders --all --yes || true; done");

        walled.Valuables().ShouldBe(before);
        folders.ShouldBeEmpty();
        walled.Sh($"cd {Zone}; ls archive/orders/*/*-swapped-*.csv/receipt.json").ShouldNotBeEmpty("files were claimed meanwhile");
        walled.Sh($"cd {Zone}/incoming/orders; rm -rf swapped-* .folder-*");
        walled.Machine.Until($"! ls {Zone}/working/orders | grep swapped");
        walled.ShouldNotHaveRestarted();
    }

    [Theory]
    [InlineData("dropzone", "kept.csv", $"{Zone}/outgoing/prices/kept.csv")]
    [InlineData("root", "precious", "/root/precious")]
    public void A_link_named_like_the_part_of_a_companion_lets_no_retry_write_elsewhere(string user, string name, string victim)
    {
        if (user == "root")
            walled.Sh($"echo precious > {victim}");
        else
            walled.ShouldDeliverForBob(name);
        var before = walled.Sh($"md5sum {victim}; stat -c '%U:%G %a' {victim}");
        var stem = $"link-{user}";
        walled.As("alice", $"""
            cd incoming/returns; umask 007; printf 'id,country\n1,DE\nx,IT\n' > .part; sha256sum < .part > {stem}.csv.sha256; mv .part {stem}.csv
            ln -s {victim} .{stem}.rejects.csv.sha256.part
            """);
        walled.Ended("returns", $"{stem}.csv");
        var job = Path.GetFileName(walled.Ended("returns", $"{stem}.csv", "failed"));
        var (exitCode, output) = walled.TryAs(user, $"dropzone failed retry {job}");

        walled.Sh($"md5sum {victim}; stat -c '%U:%G %a' {victim}").ShouldBe(before, output);
        exitCode.ShouldBe(0, output);
        walled.Ended("returns", $"{stem}.rejects.csv", "failed");
        walled.As("alice", $"rm incoming/returns/.{stem}.rejects.csv.sha256.part");
    }

    [Fact]
    public void Names_like_those_of_a_probe_stop_neither_a_reload_nor_a_restart()
    {
        walled.As("alice", "cd incoming; mkdir -p orders/.dropzone-probe/x; ln -s /etc/hostname answers/.dropzone-probe; mkfifo slow/.dropzone-probe");
        walled.Sh("systemctl reload dropzone && systemctl restart dropzone");
        walled.ShouldDeliverForBob("after-probe.csv");
        walled.DropUntilEnded("alice", "orders", "after-probe.csv", "id,country\n1,DE\n");
        walled.As("alice", "cd incoming; rm -r orders/.dropzone-probe answers/.dropzone-probe slow/.dropzone-probe");
    }

    [Fact]
    public void Small_files_that_unpack_to_huge_cells_end_neither_the_service_nor_the_delivery_of_others()
    {
        walled.As("alice", """
            cd incoming/events; umask 007
            (printf 'id,data\n1,"['; yes 0, | tr -d '\n' | head -c 60000000; printf '0]"\n') | gzip -1 > .part
            for i in 1 2 3 4; do cp .part .part-$i; mv .part-$i huge-$i.csv.gz; done; rm .part
            """);
        walled.ShouldDeliverForBob("beside-huge.csv");
        for (var i = 1; i <= 4; i++)
            walled.Machine.Until($"ls -d {Zone}/archive/events/*/*-huge-{i}.csv.gz {Zone}/failed/events/*-huge-{i}.csv.gz 2>/dev/null | grep -q .");
        walled.ShouldNotHaveRestarted();
    }

    [Fact]
    public void Sparse_files_of_900_GB_do_not_hold_the_workers()
    {
        walled.As("alice", "cd incoming/orders; for i in 1 2 3 4 5 6 7 8; do truncate -s 900G .part; mv .part sparse-$i.csv; done");
        walled.Machine.Until($"test $(ls -d {Zone}/working/orders/*-sparse-* {Zone}/failed/orders/*-sparse-* 2>/dev/null | wc -l) -ge 4");
        walled.ShouldDeliverForBob("beside-sparse.csv");
        walled.Machine.Until($"test $(ls -d {Zone}/failed/orders/*-sparse-* | wc -l) = 8");
        walled.ShouldNotHaveRestarted();
    }

    [Fact]
    public void An_archived_original_cannot_be_changed_through_an_old_descriptor()
    {
        walled.Sh("rm -f /tmp/archived");
        walled.Start("alice", $"cd incoming/orders && perl {walled.Perl("keep", Keep)} > /home/alice/kept");
        var job = walled.Ended("orders", "kept.csv");
        walled.Sh("touch /tmp/archived");
        walled.Machine.Until("grep -q tried /home/alice/kept");
        walled.Sh("cat /home/alice/kept").ShouldBe("tried\n");
        walled.Sh($"cat {job}/kept.csv").ShouldBe("id,country\n1,DE\n");
        walled.Operate("verify --feed orders").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void A_companion_made_unreadable_at_the_claim_defers_no_job_for_ever()
    {
        var deny = walled.Perl("deny", Deny);
        walled.As("alice", $"""
            cd incoming/returns; umask 007; (echo id,country; seq -f '%.0f,DE' 1000000) > ~/big.csv
            sum=$(sha256sum < ~/big.csv)
            for i in 1 2 3; do cp ~/big.csv .part; echo $sum > denied-$i.csv.sha256; perl {deny} denied-$i.csv; done
            """);
        for (var i = 1; i <= 3; i++)
            walled.Machine.Until($"ls -d {Zone}/archive/returns/*/*-denied-{i}.csv {Zone}/failed/returns/*-denied-{i}.csv 2>/dev/null | grep -q .");
    }

    [Fact]
    public void A_link_in_place_of_the_reply_folder_turns_no_reply_into_a_delivery_of_another()
    {
        walled.As("alice", $"cd /srv/alice; rm -rf replies; ln -s {Zone}/incoming/prices replies");
        walled.DropUntilEnded("alice", "answers", "diverted.csv", "id,country\nx,DE\n", "failed");
        walled.Machine.Until("journalctl -u dropzone | grep -q 'answers.reply: cannot notify'");
        walled.ShouldDeliverForBob("beside-reply.csv");
        walled.Sh($"cd {Zone}; find incoming working archive failed outgoing -name '*diverted.csv.*'").ShouldBeEmpty();

        walled.As("alice", "cd /srv/alice; umask 007; rm replies; mkdir replies");
        walled.Machine.Until("ls /srv/alice/replies/diverted.csv.report.txt");
    }
}
