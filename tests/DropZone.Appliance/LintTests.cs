using System.Diagnostics;
using DropZone.Tests;
using Shouldly;
using Xunit;

namespace DropZone.Appliance;

/// <summary>The packages pass lintian and rpmlint, the checkers of the distributions.</summary>
public sealed class LintTests
{
    [Fact]
    public void Lintian_finds_nothing_that_is_not_overridden() =>
        Run("lintian", "--allow-root", "--fail-on", "error,warning", Artifacts.Deb);

    [Fact]
    public void Rpmlint_finds_no_error() =>
        Run("rpmlint", "-r", $"{Repository.Root}/packaging/rpm/dropzone.rpmlintrc", Artifacts.Rpm);

    private static void Run(string program, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists($"/usr/bin/{program}"), $"{program} is not installed");
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output);
    }
}
