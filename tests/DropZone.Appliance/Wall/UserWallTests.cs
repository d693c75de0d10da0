using System.Globalization;
using Shouldly;
using Xunit;

namespace DropZone.Appliance.Wall;

/// <summary>What members of the group <c>dropzone</c>, readers, consumers and other local users try beside the senders.</summary>
[Collection(nameof(WallGroup))]
public sealed class UserWallTests(WalledMachine walled)
{
    private const string Zone = WalledMachine.Zone;
    private const int Connections = 700;

    /// <summary>Opens idle connections, half of them with the beginning of a request, and keeps them until they are no longer wanted.</summary>
    private static readonly string Idle = string.Create(CultureInfo.InvariantCulture, $$"""
        use strict; use warnings; use IO::Socket::INET;
        my @idle;
        for my $i (1..{{Connections}}) {
            my $socket = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => {{WalledMachine.Port}}, Timeout => 5) or last;
            if ($i % 2) { print $socket "GET /metrics HTTP/1.1\r\n"; $socket->flush }
            push @idle, $socket;
        }
        open(my $file, '>', '/home/mallory/connected') or die; print $file scalar(@idle), "\n"; close $file;
        sleep 1 until -e '/tmp/disconnect';
        """);

    [Theory]
    [InlineData("ln -s /etc/shadow", "is a symbolic link")]
    [InlineData("ln -s ../working", "is a symbolic link")]
    [InlineData("mkdir -m 777", "belongs to")]
    [InlineData("mkfifo", "is a FIFO")]
    public void An_entry_under_the_name_of_a_future_feed_gets_no_rights(string command, string reason)
    {
        walled.As("root", $"rm -rf incoming/newfeed /etc/dropzone/feeds.d/newfeed.yaml; runuser -u frank -- {command} incoming/newfeed");
        var before = walled.Valuables("incoming/newfeed");
        var (exitCode, output) = walled.Machine.TrySh("dropzone feed add newfeed --from /root/sample.csv --group partner-a --yes");

        walled.Valuables("incoming/newfeed").ShouldBe(before);
        exitCode.ShouldBe(2, output);
        output.ShouldContain(reason);
        walled.Sh($"test ! -e /etc/dropzone/feeds.d/newfeed.yaml && rm -r {Zone}/incoming/newfeed");
    }

    [Fact]
    public void A_dangling_link_in_place_of_a_feeds_folder_takes_down_that_feed_only_and_it_recovers()
    {
        // a member of the group dropzone cannot rename it
        walled.As("frank", "! mv incoming/returns incoming/returns-aside 2>&1");
        walled.Sh($"cd {Zone}/incoming && mv returns returns-aside && ln -s /nowhere returns");
        walled.Sh("systemctl reload dropzone && systemctl restart dropzone");
        walled.ShouldDeliverForBob("beside-down.csv");
        walled.As("erin", "dropzone status").ShouldMatch("returns.* down");

        walled.Sh($"cd {Zone}/incoming && rm returns && mv returns-aside returns");
        walled.Machine.Until("! dropzone status | grep -q ' down'");
        walled.As("alice", "cd incoming/returns; umask 007; printf 'id,country\\n1,DE\\n' > .part; sha256sum < .part > again.csv.sha256; mv .part again.csv");
        walled.Ended("returns", "again.csv");
        walled.ShouldNotHaveRestarted();
    }

    [Fact]
    public void The_metrics_are_served_on_a_machine_without_localhost()
    {
        walled.Sh("test ! -e /etc/hosts");
        Metrics().ShouldContain("200");
    }

    [Fact]
    public void Idle_connections_of_a_local_user_stop_neither_claims_nor_metrics()
    {
        walled.Sh("rm -f /tmp/disconnect /home/mallory/connected");
        walled.Start("mallory", $"perl {walled.Perl("idle", Idle)}");
        walled.Machine.Until("test -s /home/mallory/connected");
        walled.Sh("cat /home/mallory/connected").Trim().ShouldBe(Connections.ToString(CultureInfo.InvariantCulture));
        walled.ShouldDeliverForBob("beside-idle.csv");
        Metrics().ShouldContain("200");
        walled.Sh("touch /tmp/disconnect");
        walled.ShouldNotHaveRestarted();
        walled.Sh("journalctl -u dropzone").ShouldNotContain("EMFILE");
    }

    [Fact]
    public void Consumers_read_their_own_outputs_only_and_other_users_nothing()
    {
        walled.ShouldDeliverForBob("for-dave.csv");
        var ofAlice = walled.DropUntilEnded("alice", "orders", "for-carol.csv", "id,country\n1,DE\n");
        walled.DropUntilEnded("alice", "answers", "for-erin.csv", "id,country\n1,DE\n");
        walled.As("carol", "ls outgoing/orders; cat outgoing/orders/for-carol.csv").ShouldContain("1,DE");
        walled.As("dave", "ls outgoing/prices; cat outgoing/prices/for-dave.csv").ShouldContain("for-dave");
        walled.As("erin", $"ls outgoing archive failed; cat outgoing/answers/for-erin.csv {ofAlice}/receipt.json").ShouldContain("1,DE");

        foreach (var user in new[] { "carol", "mallory", "bob" })
        {
            ShouldBeRefused(user, "ls outgoing", "ls archive", "ls failed", "ls working", "ls state", "ls run", "ls incoming", "dropzone status",
                "ls outgoing/prices", "cat outgoing/prices/for-dave.csv", "touch outgoing/prices/x", "rm -f outgoing/prices/for-dave.csv",
                $"cat {ofAlice}/receipt.json", "cat outgoing/answers/for-erin.csv", "ls incoming/orders", "touch incoming/orders/x.csv",
                "touch incoming/x.csv", "touch outgoing/x", "mv outgoing/prices outgoing/moved");
        }

        foreach (var user in new[] { "dave", "alice", "mallory" })
            ShouldBeRefused(user, "ls outgoing/orders", "cat outgoing/orders/for-carol.csv", "echo x >> outgoing/orders/for-carol.csv");
        ShouldBeRefused("carol", "touch outgoing/orders/x", "rm -f outgoing/orders/for-carol.csv", "echo x >> outgoing/orders/for-carol.csv");
        ShouldBeRefused("erin", "ls outgoing/orders", "cat outgoing/prices/for-dave.csv", "echo x >> outgoing/answers/for-erin.csv",
            "rm -f outgoing/answers/for-erin.csv", $"touch {ofAlice}/x", "ls state", "ls working");
    }

    [Fact]
    public void A_lock_of_a_reader_on_a_quarantined_job_blocks_no_command()
    {
        var job = walled.DropUntilEnded("alice", "orders", "locked.csv", "id,country\nx,DE\n", "failed");
        walled.Start("erin", $"exec flock {job} sleep 120");
        walled.Machine.Until($"! flock -n {job} true");
        walled.Operate($"failed retry {Path.GetFileName(job)}").ExitCode.ShouldBe(0);
        walled.Ended("orders", "locked.csv", "failed");
        walled.Sh($"! flock -n {job} true");
        var (exitCode, output) = walled.Operate($"failed discard {Path.GetFileName(job)} --yes");
        exitCode.ShouldBe(0, output);
        walled.Sh("pkill -u erin");
    }

    private void ShouldBeRefused(string user, params string[] commands)
    {
        var script = string.Concat(commands.Select(command => $"({command}) >/dev/null 2>&1 && echo '{command}'\n"));
        walled.As(user, $"{script}true").ShouldBeEmpty($"{user} succeeded with this");
    }

    /// <summary>Returns the first line of the answer to a request of the metrics.</summary>
    private string Metrics() => walled.As("mallory", $$"""
        perl -MIO::Socket::INET -e '
            $s = IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => {{WalledMachine.Port}}, Timeout => 5) or die;
            print $s "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"; $s->flush; print scalar <$s>'
        """);
}
