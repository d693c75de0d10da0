using System.Diagnostics;
using System.Text.RegularExpressions;
using DropZone.EndToEnd.Harness;
using DropZone.Tests;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Project;

/// <summary>Runs the commands of the README with the program built by its instructions, and compares each line of their output.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dropzone-test-").FullName;
    private Process? _service;

    // these run this test, or need a machine: InstallTests tests the packages
    private static readonly string[] RunElsewhere =
        ["tests/run", "packaging/build", "apt install ./artifacts/dropzone_*.deb    # or: dnf install ./artifacts/dropzone-*.rpm", "systemctl status dropzone"];

    [Fact]
    public void The_commands_and_the_session_print_the_output_shown()
    {
        var text = File.ReadAllText($"{Repository.Root}/README.md");
        var commands = Commands().Matches(text).SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Where(command => !RunElsewhere.Any(elsewhere => command.StartsWith(elsewhere, StringComparison.Ordinal))).ToList();
        commands.Count.ShouldBe(2);
        foreach (var command in commands)
            Build(command.Replace("/tmp/", $"{_folder}/", StringComparison.Ordinal));

        var session = Console().Matches(text[text.IndexOf("## A session", StringComparison.Ordinal)..]).Select(block => block.Groups[1].Value).ToList();
        session.Count.ShouldBe(3);
        var steps = Step().Matches(string.Concat(session)).ToList();
        steps.Count.ShouldBeGreaterThan(10);
        foreach (var step in steps)
        {
            var (command, shown) = (step.Groups[1].Value.Replace("/tmp/", $"{_folder}/", StringComparison.Ordinal), step.Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            if (command.StartsWith("dropzone run ", StringComparison.Ordinal))
                Begin(command, shown);
            else
                See(command, shown);
        }
    }

    public void Dispose()
    {
        if (_service is { HasExited: false })
            Signals.Kill(_service.Id);
        _service?.WaitForExit();
        _service?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs a build command in the repository, without leaving a compiler server behind.</summary>
    private void Build(string command)
    {
        var bash = Bash($"exec 2>&1; {command}");
        bash.WorkingDirectory = Repository.Root;
        foreach (var (name, value) in new[] { ("MSBUILDDISABLENODEREUSE", "1"), ("UseSharedCompilation", "false"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_NOLOGO", "1") })
            bash.Environment[name] = value;
        using var shell = Process.Start(bash)!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        shell.ExitCode.ShouldBe(0, $"{command}\n{output}");
    }

    private void Begin(string command, string[] shown)
    {
        _service = Process.Start(Bash($"exec {command} 2>{_folder}/log"))!;
        var pattern = Pattern(shown);
        Until.True(() => pattern.IsMatch(Log()), Log);

        string Log() => File.Exists($"{_folder}/log") ? File.ReadAllText($"{_folder}/log") : "";
    }

    /// <summary>Runs a command and compares its output. Queries may be too early and are repeated, other commands run once.</summary>
    private void See(string command, string[] shown)
    {
        var isQuery = Query().IsMatch(command);
        var (output, pattern) = ("", Pattern(shown));
        Until.True(
            () =>
            {
                using var shell = Process.Start(Bash($"exec 2>&1; {command}"))!;
                output = shell.StandardOutput.ReadToEnd();
                shell.WaitForExit();
                return pattern.IsMatch(output) || !isQuery;
            },
            () => $"{command}\n{output}\n{pattern}");
        output.ShouldMatch(pattern.ToString(), command);
    }

    private ProcessStartInfo Bash(string script) => new("/bin/bash", ["-c", script])
    {
        RedirectStandardOutput = true,
        WorkingDirectory = _folder,
        Environment = { ["PATH"] = $"{_folder}/dropzone:{Environment.GetEnvironmentVariable("PATH")}", ["SUDO_USER"] = "" },
    };

    /// <summary>Returns a pattern of the lines, except for times, process ids, names of jobs and folders. ... matches any lines.</summary>
    private static Regex Pattern(IEnumerable<string> shown)
    {
        var lines = shown.Select(line => line == "..." ? "(.*\n)*" : $"{Varying().Replace(Blanks().Replace(Regex.Escape(line).Replace("\\ ", " ", StringComparison.Ordinal), " +"), ".*?")} *\n");
        return new Regex($"^{string.Concat(lines)}$");
    }

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Commands();

    [GeneratedRegex("^```console\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Console();

    [GeneratedRegex(@"^\$ (.+)\n((?:(?!\$ ).*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex("^(dropzone (history|status|trace|failed show)|ls) ")]
    private static partial Regex Query();

    [GeneratedRegex(@"\d+-\d+-\d+ \+\d+:\d+(:\d+)?|\d+:\d+:\d+|\d+\\\.\d{3}|process \+\d+|\\\(\d+|g5k36era|root|/tmp/[a-z]*")]
    private static partial Regex Varying();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
