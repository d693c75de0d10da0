using System.Diagnostics;

namespace DropZone.EndToEnd;

/// <summary>What one run of the program printed: standard output and standard error apart, byte for byte.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static CommandRun Of(params string[] arguments) => With("", arguments);

    public static CommandRun With(string input, params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandRun(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    // a test that runs in the background of a shell hands on that interrupts are ignored
    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("env", ["--default-signal=INT", DropZoneProcess.Binary, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
