using System.CommandLine;
using System.IO.Abstractions;
using DropZone.Cli.Failed;
using DropZone.Reports.Text;
using DropZone.Spool.Jobs;

namespace DropZone.Cli.Commands;

/// <summary><c>dropzone failed show JOB</c></summary>
internal static class FailedShowCommand
{
    public static Command Create(IFileSystem files)
    {
        var options = new ZoneOptions(files);
        var name = FailedChoiceOptions.JobArgument(options, ArgumentArity.ExactlyOne);
        var format = new FormatOption();
        var command = new Command("show", "Show why a job failed and how to resolve it") { name, format };
        options.AddTo(command);
        command.SetAction(parsed => ZoneAction.Run(options.Of(parsed), zone =>
        {
            if (FailedJobChoice.Of(zone, parsed.GetRequiredValue(name)!) is not { } job)
                return ExitCode.UsageOrConfiguration;
            if (job.ReadFailure is { } failure)
                return ZoneAction.Refuse(zone, failure);
            var next = NextStep.For(job, zone);
            if (format.IsJson(parsed))
            {
                using var output = Console.OpenStandardOutput();
                FailedJson.Write(output, job, next);
            }
            else
            {
                Write(files, job, next);
            }

            return ExitCode.Ok;
        }));
        return command;
    }

    private static void Write(IFileSystem files, FailedJob job, IReadOnlyList<NextStep> next)
    {
        var report = $"{job.Folder}/report.txt";
        Console.WriteLine(files.File.Exists(report) ? files.File.ReadAllText(report) : "report.txt is missing: it was removed, or lost by the disk.\n");
        var actions = AuditTrail.Of(job.Folder);
        if (actions.Count > 0)
            Console.WriteLine("Earlier actions");
        foreach (var entry in actions)
            Paragraph.Write(Console.Out, $"  {entry.Time.UtcDateTime:yyyy-MM-dd HH:mm}  ", AuditText.Of(entry));
        Console.WriteLine($"{(actions.Count > 0 ? "\n" : "")}Folder\n  {job.Folder}\nNext steps");
        foreach (var step in next)
            Console.WriteLine($"  {step.Command}\n      {step.Meaning}");
    }
}
