using System.Diagnostics;

namespace DropZone.EndToEnd.Harness;

/// <summary>Result of one run of the program, with separate standard output and standard error.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static CommandRun Of(params string[] arguments) => With("", arguments);

    public static CommandRun With(string input, params string[] arguments) => Of(Start(arguments), input);

    /// <summary>Runs the program through a starter, which changes its privileges or limits.</summary>
    public static CommandRun Under(string[] starter, string[] arguments) => Of(StartIn([.. starter, DropZoneProcess.Binary, .. arguments]), "");

    // a test run in the background of a shell inherits that SIGINT is ignored, and would pass it on
    public static Process Start(params string[] arguments) => StartIn(["--default-signal=INT", DropZoneProcess.Binary, .. arguments]);

    private static Process StartIn(string[] words) => Process.Start(new ProcessStartInfo("env", words)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static CommandRun Of(Process started, string input)
    {
        using var process = started;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandRun(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
