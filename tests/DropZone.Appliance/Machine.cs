using System.Diagnostics;
using System.Globalization;
using Shouldly;
using Xunit;

namespace DropZone.Appliance;

/// <summary>A container with systemd as process 1, removed at the end of the test. See the script <c>machine</c>.</summary>
public sealed class Machine : IDisposable
{
    private static readonly string Script = $"{AppContext.BaseDirectory}/machine";
    private static readonly string Home = $"{Artifacts.Folder}/machines";
    private static readonly Lazy<string?> NoTemplate = new(MakeTemplate);
    private static int _count;
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"dz{Environment.ProcessId}-{Interlocked.Increment(ref _count)}");

    public Machine()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "booting a machine needs root");
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-nspawn"), "systemd-nspawn is not installed (systemd-container)");
        Assert.SkipWhen(NoTemplate.Value is not null, NoTemplate.Value ?? "");
        RunOrFail("up", Home, _name);
    }

    /// <summary>Path of the machine's root folder on the host.</summary>
    public string Root => $"{Home}/{_name}/root";

    /// <summary>Runs a shell script in the machine as root and returns its output. Fails the test if the exit code is not 0.</summary>
    public string Sh(string script)
    {
        var (exitCode, output) = TrySh(script);
        exitCode.ShouldBe(0, $"{script}\n{output}");
        return output;
    }

    public (int ExitCode, string Output) TrySh(string script) => Run("enter", Home, _name, "sh", "-c", script);

    /// <summary>Repeats the script in the machine, up to twenty times a second, until its exit code is 0. Returns its output. Fails the test after <paramref name="seconds"/>.</summary>
    /// <param name="script">The script that is repeated.</param>
    /// <param name="seconds">The longest time.</param>
    /// <param name="first">A script that runs once before.</param>
    public string Until(string script, int seconds = 60, string first = "")
    {
        // one process repeats it: entering the machine for every try keeps a processor busy
        var (exitCode, output) = TrySh(string.Create(CultureInfo.InvariantCulture, $$"""
            {{first}}
            end=$(($(date +%s) + {{seconds}}))
            until output=$( ({{script}}
              ) 2>&1); do
              [ $(date +%s) -lt $end ] || { echo "$output"; exit 1; }
              sleep 0.05
            done
            echo "$output"
            """));
        exitCode.ShouldBe(0, exitCode == 0 ? null : $"{script}\n{output}\n{Journal}");
        return output;
    }

    /// <summary>The last lines of the service's journal, for failure messages.</summary>
    public string Journal => TrySh("journalctl -u dropzone --no-pager -n 60; systemctl status dropzone --no-pager").Output;

    /// <summary>Writes a file in the machine, with its parent folders.</summary>
    public void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Root + path)!);
        File.WriteAllText(Root + path, content);
    }

    /// <summary>Copies a package of the host into the machine and installs it.</summary>
    public string Install(string deb)
    {
        File.Copy(deb, $"{Root}/root/{Path.GetFileName(deb)}", overwrite: true);
        return Sh($"apt-get -o APT::Sandbox::User=root install -y --no-install-recommends /root/{Path.GetFileName(deb)} 2>&1");
    }

    /// <summary>Installs a Debian package that the template contains, with its dependencies.</summary>
    public void InstallFromTemplate(string package) => Sh($"apt-get -o APT::Sandbox::User=root install -y --no-install-recommends /usr/share/packages/{package}/*.deb 2>&1");

    /// <summary>Reboots with <c>systemctl reboot</c> and returns when the machine is up again.</summary>
    public void Reboot() => RunOrFail("reboot", Home, _name);

    public void Dispose() => Run("down", Home, _name);

    /// <summary>Builds the template if necessary, which needs the network. Returns null on success, otherwise the reason for skipping.</summary>
    private static string? MakeTemplate()
    {
        if (!File.Exists("/usr/bin/mmdebstrap"))
            return "mmdebstrap is not installed";
        var (exitCode, output) = Run("template", Home);
        return exitCode == 0 ? null : $"could not build the machine template: {output}";
    }

    private static void RunOrFail(params string[] arguments)
    {
        var (exitCode, output) = Run(arguments);
        exitCode.ShouldBe(0, output);
    }

    private static (int ExitCode, string Output) Run(params string[] arguments)
    {
        // background processes keep pipes of the script open: output goes to a file, which can be read while they run
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
