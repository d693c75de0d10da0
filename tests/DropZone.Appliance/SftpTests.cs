using Shouldly;
using Xunit;

namespace DropZone.Appliance;

/// <summary>Uploads by SFTP, set up as described in docs/operator/uploads.md.</summary>
public sealed class SftpTests : IDisposable
{
    private const string Zone = "/var/lib/dropzone";

    /// <summary>Every row is 64 bytes long, so that an interrupted upload ends at the end of a row.</summary>
    private const string MakeRows = "awk 'BEGIN { printf \"%-31s,%-31s\\n\", \"id\", \"name\"; for (i = 0; i < 800000; i++) printf \"%031d,%-31s\\n\", i, \"x\" }' > /root/big.csv";

    /// <summary>A client limited to about ten megabytes per second.</summary>
    private const string Slowly = "sftp -q -l 80000 -b - -i /root/key -o StrictHostKeyChecking=no alice@127.0.0.1";

    private readonly InstalledMachine _installed = new("feed: orders\nsettle: 0s\n");

    public SftpTests()
    {
        Machine.Write("/etc/dropzone/feeds.d/prices.yaml", "feed: prices\nsettle: 0s\ncomplete: { marker: \"{name}.done\" }\n");
        Machine.Write("/etc/ssh/sshd_config.d/dropzone.conf", Document.Block("operator/uploads.md", "Match Group"));
        Machine.Sh($"""
            groupadd sftp-only; ssh-keygen -q -t ed25519 -N '' -f /root/key
            for user in alice:partner-a:orders bob:partner-b:prices; do
              set -- $(echo $user | tr : ' ')
              groupadd $2; usermod -aG $2 dropzone; useradd -d / -s /usr/sbin/nologin -g $2 -G sftp-only $1
              install -d -o dropzone -g $2 -m 2770 {Zone}/incoming/$3
              install -d -m 755 /srv/sftp/$1 /srv/sftp/$1/$3
              echo "{Zone}/incoming/$3 /srv/sftp/$1/$3 none bind 0 0" >> /etc/fstab
              mount /srv/sftp/$1/$3 && install -D -m 644 /root/key.pub /etc/ssh/keys/$1 || exit 1
            done
            systemctl restart dropzone ssh
            """);
        Machine.Sh(MakeRows);
    }

    private Machine Machine => _installed.Machine;

    [Fact]
    public void A_slow_upload_is_claimed_only_after_it_is_closed()
    {
        Machine.Sh($"(echo 'put /root/big.csv orders/big.csv' | {Slowly}; touch /root/sent) >/root/sftp.log 2>&1 &");
        Machine.Until($"test -s {Zone}/incoming/orders/big.csv");
        var checks = 0;
        while (Machine.TrySh($"test -e /root/sent || {{ test -e {Zone}/incoming/orders/big.csv && test -z \"$(ls {Zone}/working/orders)\" || test -e /root/sent || exit 7; exit 9; }}") is (9, _))
            checks++;
        checks.ShouldBeGreaterThan(3, Machine.Sh("cat /root/sftp.log"));
        Machine.Until($"ls {Zone}/archive/orders/*/*-big.csv/receipt.json");
        Machine.Sh($"cmp /root/big.csv {Zone}/archive/orders/*/*-big.csv/big.csv && cmp /root/big.csv {Zone}/outgoing/orders/big.csv");
    }

    [Fact]
    public void An_upload_interrupted_at_the_end_of_a_row_is_claimed_unless_the_feed_requires_a_marker()
    {
        InterruptUpload("orders", Slowly);
        Machine.Until($"ls {Zone}/archive/orders/*/*-big.csv/receipt.json");
        long.Parse(Machine.Sh($"stat -c %s {Zone}/archive/orders/*/*-big.csv/big.csv"), System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 64 * 800_000L, "part of the file, as documented");

        InterruptUpload("prices", Slowly.Replace("alice", "bob", StringComparison.Ordinal));
        Machine.Sh($"echo id > {Zone}/incoming/orders/later.csv"); // closed after the interrupted upload, and claimed
        Machine.Until($"ls {Zone}/archive/orders/*/*-later.csv/receipt.json");
        Machine.Sh($"test -e {Zone}/incoming/prices/big.csv");

        // the sender uploads the file again, to its end
        Machine.Sh($"printf 'put /root/big.csv prices/big.csv\\nput /etc/debian_version prices/big.csv.done\\n' | {Slowly.Replace("alice", "bob", StringComparison.Ordinal).Replace("-l 80000 ", "", StringComparison.Ordinal)}");
        Machine.Until($"ls {Zone}/archive/prices/*/*-big.csv/receipt.json");
        Machine.Sh($"cmp /root/big.csv {Zone}/archive/prices/*/*-big.csv/big.csv");
    }

    [Fact]
    public void No_user_sees_the_files_of_another()
    {
        Machine.Sh($"echo secret > {Zone}/incoming/prices/waits.csv");
        Machine.Sh($"echo 'ls -a' | {Slowly}").ShouldNotContain("prices");
        foreach (var attempt in new[] { "get ../bob/prices/waits.csv /root/got", "get /prices/waits.csv /root/got", $"get {Zone}/incoming/prices/waits.csv /root/got" })
            Machine.TrySh($"echo '{attempt}' | {Slowly}").ExitCode.ShouldNotBe(0, attempt);
        Machine.Sh("! test -e /root/got");
    }

    public void Dispose() => _installed.Dispose();

    private void InterruptUpload(string feed, string client)
    {
        Machine.Sh($"(echo 'put /root/big.csv {feed}/big.csv' | {client}) >/dev/null 2>&1 &");
        Machine.Until($"test $(stat -c %s {Zone}/incoming/{feed}/big.csv) -gt 5000000");
        Machine.Sh("pkill -KILL -x sftp");
        Machine.Until("! pgrep -f [i]nternal-sftp");
    }
}
