using System.Diagnostics;
using Shouldly;

namespace DropZone.EndToEnd.Harness;

/// <summary>What an operator or a sender would type.</summary>
internal static class Shell
{
    private static readonly string[] Programs = ["/usr/bin", "/usr/sbin", "/bin", "/sbin"];

    /// <summary>Whether a program is installed.</summary>
    public static bool Has(string program) => Array.Exists(Programs, folder => File.Exists($"{folder}/{program}"));

    /// <summary>Runs a script of bash; returns what it wrote. Fails if that fails.</summary>
    public static string Run(string script, string folder = "/")
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/bash", ["-c", $"exec 2>&1\n{script}"]) { RedirectStandardOutput = true, WorkingDirectory = folder })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        shell.ExitCode.ShouldBe(0, $"{script}\n{output}");
        return output;
    }
}
