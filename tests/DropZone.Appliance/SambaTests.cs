using Shouldly;
using Xunit;

namespace DropZone.Appliance;

/// <summary>Uploads to a Samba share, set up as described in docs/operator/uploads.md.</summary>
public sealed class SambaTests : IDisposable
{
    private const string Zone = "/var/lib/dropzone";
    private readonly InstalledMachine _installed = new();

    private Machine Machine => _installed.Machine;

    [Fact]
    public void A_file_is_claimed_when_its_client_closes_it_and_users_of_another_group_are_denied_access()
    {
        // the NetBIOS name service waits for a network, and the machine has none
        Machine.Sh("ln -s /dev/null /etc/systemd/system/nmbd.service");
        Machine.InstallFromTemplate("samba");
        File.AppendAllText($"{Machine.Root}/etc/samba/smb.conf", "\n" + Document.Block("operator/uploads.md", "[orders]"));
        Machine.Sh($"""
            groupadd partner-a; groupadd partner-b; usermod -aG partner-a dropzone
            install -d -o dropzone -g partner-a -m 2770 {Zone}/incoming/orders
            for user in alice:partner-a bob:partner-b; do
              useradd -M -s /usr/sbin/nologin -g $(echo $user | sed s/.*://) $(echo $user | sed s/:.*//)
              printf 'pw\npw\n' | smbpasswd -s -a $(echo $user | sed s/:.*//)
            done
            systemctl restart dropzone smbd
            """);
        Machine.Sh("awk 'BEGIN { print \"id,country\"; for (i = 0; i < 800000; i++) printf \"%d,DE\\n\", i }' > /root/big.csv");

        // the client reads its data from a pipe and keeps the file open until the pipe ends
        Machine.Sh("""
            mkfifo /root/pipe; umask 077
            smbclient -m SMB3 //127.0.0.1/orders -U alice%pw -c 'put /dev/stdin big.csv' < /root/pipe > /root/smb.log 2>&1 &
            (exec 9> /root/pipe; head -c 3000000 /root/big.csv >&9; until test -e /root/go; do sleep 0.1; done; tail -c +3000001 /root/big.csv >&9) >/dev/null 2>&1 &
            """);
        Machine.Until($"test -e {Zone}/incoming/orders/big.csv");
        Drop("later.csv");
        Machine.Until($"ls {Zone}/archive/orders/*/*-later.csv/receipt.json");
        Machine.Sh($"test -e {Zone}/incoming/orders/big.csv && touch /root/go");
        Machine.Until($"ls {Zone}/archive/orders/*/*-big.csv/receipt.json");
        Machine.Sh($"cmp /root/big.csv {Zone}/archive/orders/*/*-big.csv/big.csv && stat -c '%U %G %a' {Zone}/archive/orders/*/*-big.csv/big.csv").Trim().ShouldBe("dropzone dropzone-read 640");

        Machine.TrySh("smbclient -m SMB3 //127.0.0.1/orders -U bob%pw -c ls").Output.ShouldContain("NT_STATUS_ACCESS_DENIED");
        Machine.Sh("smbclient -m SMB3 -L //127.0.0.1/ -U bob%pw").ShouldNotContain("orders");
    }

    public void Dispose() => _installed.Dispose();

    private void Drop(string name) => Machine.Sh($"smbclient -m SMB3 //127.0.0.1/orders -U alice%pw -c 'put /dev/stdin {name}' <<END\nid,country\n1,DE\nEND");
}
