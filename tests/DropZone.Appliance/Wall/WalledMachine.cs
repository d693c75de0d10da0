using Shouldly;

namespace DropZone.Appliance.Wall;

/// <summary>
/// One machine for all attacks, with two partners, two consumers, a reader and a local user. The service has little memory and few
/// descriptors. There is no <c>/etc/hosts</c>, and so no <c>localhost</c>.
/// </summary>
public sealed class WalledMachine : IDisposable
{
    public const string Zone = "/var/lib/dropzone";

    /// <summary>The port of the metrics.</summary>
    public const int Port = 9190;

    /// <summary>A cell that no other user may see.</summary>
    public const string Secret = "x4711";

    private const string Settings = """
        rescan: 1s
        metrics: { port: 9190 }
        retention: { compress: 7d }

        """;

    private const string DropIn = """
        [Service]
        MemoryHigh=infinity
        MemoryMax=512M
        LimitNOFILE=512
        ReadWritePaths=/srv/alice

        """;

    private const string Fields = "schema: { fields: [{ name: id, type: integer }, { name: country }] }\n";

    /// <summary>
    /// Feeds of alice besides <c>orders</c>: one with replies and a webhook, one that splits files with a checksum file, one that delivers
    /// once <c>run/go</c> exists, one for JSON.
    /// </summary>
    private static readonly Dictionary<string, string> Feeds = new()
    {
        ["answers"] = $"reply: /srv/alice/replies\nnotify: [webhook: {{ url: \"http://127.0.0.1:9/\", include-values: on }}]\n{Fields}",
        ["returns"] = $"bad-rows: split\ncomplete: {{ checksum: \"{{name}}.sha256\" }}\n{Fields}",
        ["slow"] = $"bad-rows: split\nload: [command: [sh, -c, \"until test -e {Zone}/run/go; do sleep 0.05; done\"], directory: {{ path: outgoing/slow }}]\n{Fields}",
        ["events"] = "schema: { fields: [{ name: id, type: integer }, { name: data, type: array }] }\n",
    };

    private readonly Lazy<Machine> _machine = new(Create);

    /// <summary>The machine, booted when it is first used. Skips the test where no machine can be booted.</summary>
    public Machine Machine => _machine.Value;

    /// <summary>Runs a script as root. Fails the test if its exit code is not 0.</summary>
    public string Sh(string script) => Machine.Sh(script);

    /// <summary>Runs a script as a user with that user's groups. Fails the test if its exit code is not 0.</summary>
    public string As(string user, string script)
    {
        var (exitCode, output) = TryAs(user, script);
        exitCode.ShouldBe(0, $"{user}: {script}\n{output}");
        return output;
    }

    public (int ExitCode, string Output) TryAs(string user, string script) =>
        Machine.TrySh($"cd {Zone}; runuser -u {user} -- sh <<'END_OF_SCRIPT'\n{script}\nEND_OF_SCRIPT\n");

    /// <summary>Starts a script as a user in the background.</summary>
    public void Start(string user, string script)
    {
        Machine.Write("/usr/local/share/attack", script);
        Sh($"cd {Zone}; cp /usr/local/share/attack /tmp/attack-$$; chmod 644 /tmp/attack-$$; runuser -u {user} -- setsid sh /tmp/attack-$$ >/dev/null 2>&1 </dev/null &");
    }

    /// <summary>Runs a command of the service's user, as operators do.</summary>
    public (int ExitCode, string Output) Operate(string command) => TryAs("dropzone", $"dropzone {command}");

    /// <summary>Writes a script for perl(1), readable for all users. Returns its path.</summary>
    public string Perl(string name, string script)
    {
        Machine.Write($"/usr/local/share/{name}.pl", script);
        return $"/usr/local/share/{name}.pl";
    }

    /// <summary>Drops a file as a user, by a rename.</summary>
    public void Drop(string user, string feed, string name, string content) => Sh(Dropping(user, feed, name, content));

    /// <summary>Drops a file as a user and waits until it has been archived or has failed. Returns the folder of its job.</summary>
    public string DropUntilEnded(string user, string feed, string name, string content, string place = "archive") =>
        Ended(feed, name, place, Dropping(user, feed, name, content));

    /// <summary>Waits until the file of that name has been archived or has failed. Returns the folder of its job.</summary>
    /// <param name="feed">Its feed.</param>
    /// <param name="name">Its name.</param>
    /// <param name="place"><c>archive</c> or <c>failed</c>.</param>
    /// <param name="first">A script that root runs before.</param>
    public string Ended(string feed, string name, string place = "archive", string first = "")
    {
        var folder = place == "archive" ? $"{Zone}/archive/{feed}/*/*-{name}" : $"{Zone}/failed/{feed}/*-{name}";
        return Machine.Until($"ls -d {folder} && ! ls -d {Zone}/working/{feed}/*-{name} 2>/dev/null", 120, first).Trim();
    }

    /// <summary>A file of bob must be delivered within <paramref name="seconds"/>, whatever happens to others.</summary>
    public void ShouldDeliverForBob(string name, int seconds = 60) =>
        Machine.Until($"cmp {Zone}/archive/prices/*/*-{name}/{name} {Zone}/outgoing/prices/{name}", seconds,
            Dropping("bob", "prices", name, $"id,country\n1,{name}\n"));

    /// <summary>
    /// Returns what must not change: content, owner and mode of everything of bob and of the system's passwords, owner and mode of the
    /// zone's folders and of another path.
    /// </summary>
    public string Valuables(string other = ".") => Sh($"""
        cd {Zone}
        find archive/prices outgoing/prices /etc/shadow -type f -printf '%p %u:%g %m\n' -exec md5sum {"{}"} + | sort
        stat -c '%n %F %U:%G %a' archive outgoing working state failed incoming/prices outgoing/prices {other}
        """);

    /// <summary>The service must not have been restarted by systemd, and must be running.</summary>
    public void ShouldNotHaveRestarted()
    {
        const string Running = "active\n0\n";
        var state = Machine.TrySh("systemctl is-active dropzone; systemctl show -P NRestarts dropzone").Output;
        state.ShouldBe(Running, state == Running ? null : Machine.Journal);
    }

    public void Dispose()
    {
        if (_machine.IsValueCreated)
            _machine.Value.Dispose();
    }

    private static string Dropping(string user, string feed, string name, string content) =>
        $"runuser -u {user} -- sh -c 'cd {Zone}/incoming/{feed}; umask 007; printf \"{content.Replace("\n", "\\n", StringComparison.Ordinal)}\" > .part-{name}; mv .part-{name} {name}'";

    private static Machine Create()
    {
        var machine = new Machine();
        try
        {
            machine.Write("/etc/dropzone/dropzone.yaml", Settings);
            machine.Write("/etc/systemd/system/dropzone.service.d/test.conf", DropIn);
            foreach (var (feed, text) in Feeds)
                machine.Write($"/etc/dropzone/feeds.d/{feed}.yaml", $"feed: {feed}\nsettle: 0s\n{text}");
            machine.Sh("""
                rm -f /etc/hosts
                for group in partner-a partner-b shop-a shop-b; do groupadd $group; done
                useradd -m -G partner-a alice; useradd -m -G partner-b bob; useradd -m -G shop-a carol; useradd -m -G shop-b dave; useradd -m mallory
                install -d -o alice -g partner-a -m 2770 /srv/alice /srv/alice/replies
                """);
            machine.Install(Artifacts.Deb);
            machine.Sh($$"""
                for group in partner-a partner-b shop-a shop-b; do usermod -aG $group dropzone; done
                useradd -m -G dropzone-read erin; useradd -m -G dropzone frank
                cd /root; printf 'id,country\n1,DE\n2,FR\n' > sample.csv
                dropzone feed add orders --from sample.csv --group partner-a --consumer-group shop-a --yes 2>&1 || exit 1
                dropzone feed add prices --from sample.csv --group partner-b --consumer-group shop-b --yes 2>&1 || exit 1
                sed -i '/^settle:/d; s/^feed:.*/&\nsettle: 0s/' /etc/dropzone/feeds.d/orders.yaml /etc/dropzone/feeds.d/prices.yaml
                for feed in {{string.Join(' ', Feeds.Keys)}}; do install -d -o dropzone -g partner-a -m 2770 {{Zone}}/incoming/$feed; done
                systemctl restart dropzone
                """);
            return machine;
        }
        catch
        {
            machine.Dispose();
            throw;
        }
    }
}
