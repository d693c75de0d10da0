using System.Diagnostics;
using Shouldly;

namespace DropZone.EndToEnd.Harness;

/// <summary>Runs shell scripts, as an operator or a sender does.</summary>
internal static class Shell
{
    private static readonly string[] Programs = ["/usr/bin", "/usr/sbin", "/bin", "/sbin"];

    /// <summary>Returns whether a program is installed.</summary>
    public static bool Has(string program) => Array.Exists(Programs, folder => File.Exists($"{folder}/{program}"));

    /// <summary>Runs a bash script and returns its output. Fails the test if the exit code is not 0.</summary>
    public static string Run(string script, string folder = "/")
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", $"exec 2>&1\n{script}"]) { RedirectStandardOutput = true, WorkingDirectory = folder })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        shell.ExitCode.ShouldBe(0, $"{script}\n{output}");
        return output;
    }
}
