using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace DropZone.Appliance;

/// <summary>Package size, start time, memory and sandboxing of the installed service. The figures are printed.</summary>
public sealed partial class FiguresTests(ITestOutputHelper output)
{
    [Fact]
    public void The_unit_is_sandboxed_except_for_what_the_service_needs()
    {
        using var installed = new InstalledMachine();
        var analysis = installed.Machine.Sh("systemd-analyze security dropzone --no-pager");
        var exposure = double.Parse(Exposure().Match(analysis).Groups[1].Value, CultureInfo.InvariantCulture);
        output.WriteLine($"systemd-analyze security: {exposure}");
        exposure.ShouldBeLessThanOrEqualTo(1.5, analysis);
    }

    [Fact]
    public void The_package_is_small_and_start_time_and_idle_usage_are_printed()
    {
        using var installed = new InstalledMachine();
        var machine = installed.Machine;
        var package = new FileInfo(Artifacts.Deb).Length / 1e6;
        var size = double.Parse(machine.Sh("dpkg-query -W -f '${Installed-Size}' dropzone"), CultureInfo.InvariantCulture) * 1024 / 1e6;
        machine.Sh("systemctl restart dropzone");
        var start = machine.Sh("systemctl show -P ExecMainStartTimestampMonotonic dropzone; systemctl show -P ActiveEnterTimestampMonotonic dropzone").Split('\n').Take(2).Select(double.Parse).ToArray();
        var ready = (start[1] - start[0]) / 1000;
        var resident = double.Parse(machine.Sh("awk '/VmRSS/ {print $2}' /proc/$(systemctl show -P MainPID dropzone)/status"), CultureInfo.InvariantCulture) * 1024 / 1e6;
        const string Ticks = "awk '{print $14+$15}' /proc/$(systemctl show -P MainPID dropzone)/stat";
        var before = double.Parse(machine.Sh(Ticks), CultureInfo.InvariantCulture);
        machine.Sh("sleep 10"); // the measurement is of an idle interval
        var idle = (double.Parse(machine.Sh(Ticks), CultureInfo.InvariantCulture) - before) / 100 / 10 * 100;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"package {package:F1} MB, installed {size:F1} MB, READY after {ready:F0} ms, idle {resident:F1} MB resident, {idle:F1} % of a core"));
        package.ShouldBeLessThan(15);
        size.ShouldBeLessThan(40);
        new FileInfo(Artifacts.Rpm).Length.ShouldBeLessThan(15_000_000);
    }

    [Fact]
    public void The_binary_needs_no_glibc_newer_than_2_34()
    {
        var newest = Directory.GetFiles($"{Artifacts.Folder}/dropzone").SelectMany(path => GlibcSymbol().Matches(File.ReadAllText(path, System.Text.Encoding.Latin1)))
            .Select(match => Version.Parse(match.Groups[1].Value)).Max()!;
        output.WriteLine($"newest symbol: GLIBC_{newest}");
        newest.ShouldBeLessThanOrEqualTo(new Version(2, 34));
    }

    [GeneratedRegex(@"Overall exposure level for dropzone.service: ([0-9.]+)")]
    private static partial Regex Exposure();

    [GeneratedRegex(@"GLIBC_([0-9]+\.[0-9]+)")]
    private static partial Regex GlibcSymbol();
}
