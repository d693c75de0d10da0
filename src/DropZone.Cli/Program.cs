using System.CommandLine;
using System.IO.Abstractions;
using DropZone.Cli;
using DropZone.Cli.Commands;
using DropZone.Processes;

// first of all: another process waits until the supervisor runs
if (args is [Supervisor.Word, ..])
    return Supervisor.Run(args);

IFileSystem files = new FileSystem();
var root = new RootCommand(
    "Check, transform, deliver and archive dropped CSV files")
{
    RunCommand.Create(files),
    InitCommand.Create(files),
    DemoCommand.Create(files),
    CheckCommand.Create(files),
    TransformCommand.Create(files),
    InferCommand.Create(files),
    FeedCommand.Create(files),
    ConfigCommand.Create(files),
    StatusCommand.Create(files),
    FailedCommand.Create(files),
    HistoryCommand.Create(files),
    TraceCommand.Create(files),
    EraseCommand.Create(files),
    LedgerCommand.Create(files),
    SweepCommand.Create(files),
    VerifyCommand.Create(files),
    DigestCommand.Create(files),
    HealthCommand.Create(files),
    ExplainCommand.Create(),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
        Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine("See dropzone --help.");
    return ExitCode.UsageOrConfiguration;
}

return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
