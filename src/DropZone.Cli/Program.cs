using System.CommandLine;
using DropZone.Cli;
using DropZone.Cli.Commands;
using DropZone.Processes;

// first of all: a program waits for it to stand
if (args is [Supervisor.Word, ..])
    return Supervisor.Run(args);

var root = new RootCommand(
    "Copy a CSV into a folder; DropZone checks it, transforms it, delivers it and archives it, or quarantines it with the reason.")
{
    RunCommand.Create(),
    InitCommand.Create(),
    DemoCommand.Create(),
    CheckCommand.Create(),
    TransformCommand.Create(),
    InferCommand.Create(),
    FeedCommand.Create(),
    ConfigCommand.Create(),
    StatusCommand.Create(),
    FailedCommand.Create(),
    HistoryCommand.Create(),
    TraceCommand.Create(),
    EraseCommand.Create(),
    LedgerCommand.Create(),
    SweepCommand.Create(),
    DigestCommand.Create(),
    HealthCommand.Create(),
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
