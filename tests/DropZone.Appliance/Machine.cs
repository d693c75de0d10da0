using System.Diagnostics;
using System.Globalization;
using Shouldly;
using Xunit;

namespace DropZone.Appliance;

/// <summary>A machine of its own, with systemd as its process 1; gone with the test. See the script <c>machine</c>.</summary>
public sealed class Machine : IDisposable
{
    private static readonly string Script = $"{AppContext.BaseDirectory}/machine";
    private static readonly string Home = $"{Artifacts.Folder}/machines";
    private static readonly Lazy<string?> NoTemplate = new(MakeTemplate);
    private static int _count;
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"dz{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");

    public Machine()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "a machine is for root to boot");
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-nspawn"), "systemd-nspawn is not installed (systemd-container)");
        Assert.SkipWhen(NoTemplate.Value is not null, NoTemplate.Value ?? "");
        Ask("up", Home, _name);
    }

    /// <summary>Its root, as this machine sees it.</summary>
    public string Root => $"{Home}/{_name}/root";

    /// <summary>Runs a script of the shell in it, as root; returns what it wrote. Fails if that fails.</summary>
    public string Sh(string script)
    {
        var (exitCode, output) = TrySh(script);
        exitCode.ShouldBe(0, $"{script}\n{output}");
        return output;
    }

    public (int ExitCode, string Output) TrySh(string script) => Run("enter", Home, _name, "sh", "-c", script);

    /// <summary>Returns when the script ends with 0; fails after the patience is over.</summary>
    public void Until(string script, int seconds = 60)
    {
        var watch = Stopwatch.StartNew();
        while (TrySh(script) is var (exitCode, output) && exitCode != 0)
            (watch.Elapsed.TotalSeconds < seconds).ShouldBeTrue($"{script}\n{output}\n{Journal}");
    }

    /// <summary>The end of the service's journal, for messages.</summary>
    public string Journal => TrySh("journalctl -u dropzone --no-pager -n 60; systemctl status dropzone --no-pager").Output;

    /// <summary>Writes a file.</summary>
    public void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Root + path)!);
        File.WriteAllText(Root + path, content);
    }

    /// <summary>Installs packages that lie on this machine.</summary>
    public string Install(string deb)
    {
        File.Copy(deb, $"{Root}/root/{Path.GetFileName(deb)}", overwrite: true);
        return Sh($"apt-get -o APT::Sandbox::User=root install -y --no-install-recommends /root/{Path.GetFileName(deb)} 2>&1");
    }

    /// <summary>Installs a package of Debian that the template has brought along, with what it needs.</summary>
    public void InstallFromTemplate(string package) => Sh($"apt-get -o APT::Sandbox::User=root install -y --no-install-recommends /usr/share/packages/{package}/*.deb 2>&1");

    /// <summary>As an operator does; returns when it is up again.</summary>
    public void Reboot() => Ask("reboot", Home, _name);

    public void Dispose() => Run("down", Home, _name);

    /// <summary>Null: it is there. It needs the network.</summary>
    private static string? MakeTemplate()
    {
        if (!File.Exists("/usr/bin/mmdebstrap"))
            return "mmdebstrap is not installed";
        var (exitCode, output) = Run("template", Home);
        return exitCode == 0 ? null : $"no template for machines could be made: {output}";
    }

    private static void Ask(params string[] arguments)
    {
        var (exitCode, output) = Run(arguments);
        exitCode.ShouldBe(0, output);
    }

    private static (int ExitCode, string Output) Run(params string[] arguments)
    {
        // what is started in the background keeps the script's pipes: both go to a file, which can be read at any time
        var log = Path.GetTempFileName();
        try
        {
            using var process = Process.Start(new ProcessStartInfo("bash", ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1 </dev/null", "bash", log, Script, .. arguments]))!;
            process.WaitForExit();
            return (process.ExitCode, File.ReadAllText(log));
        }
        finally
        {
            File.Delete(log);
        }
    }
}
