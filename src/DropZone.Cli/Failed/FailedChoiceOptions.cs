using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DropZone.Cli.Terminal;
using DropZone.Reports.Model;
using DropZone.Spool.Records;

namespace DropZone.Cli.Failed;

/// <summary>The failed jobs that a command is for: one by its name, or all that a filter lets through.</summary>
internal sealed class FailedChoiceOptions
{
    private readonly FailedFilter filter;
    private readonly string done;
    private readonly Option<bool> all = new("--all") { Description = "All that failed; with --feed, --code, --since or --older-than, all that are like that." };
    private readonly Option<string> reason = new("--reason") { HelpName = "TEXT", Description = "Why; it is recorded with your name." };

    /// <param name="zone">For completion.</param>
    /// <param name="done">What is done to them: <c>retried</c>.</param>
    public FailedChoiceOptions(ZoneOptions zone, string done)
    {
        this.done = done;
        filter = new FailedFilter(zone);
        Job = JobArgument(zone, ArgumentArity.ZeroOrOne);
    }

    /// <summary>One job.</summary>
    public Argument<string?> Job { get; }

    public static Argument<string?> JobArgument(ZoneOptions zone, ArgumentArity arity)
    {
        var job = new Argument<string?>("JOB") { HelpName = "JOB", Arity = arity, Description = "The job: the start of its name, or of its random part, as far as it is unique." };
        job.CompletionSources.OfZone(zone, found => FailedJob.Names(found).Select(pair => pair.Name.Random));
        return job;
    }

    public void AddTo(Command command)
    {
        command.Add(all);
        filter.AddTo(command);
        command.Add(reason);
        command.Validators.Add(Validate);
    }

    public FailedJobAction FailedJobAction(ParseResult parsed, AuditAction action) => new(action, parsed.GetValue(reason), TimeProvider.System);

    /// <summary>Does it to each; of several the count is told. Returns the first <see cref="ExitCode"/> that is not 0.</summary>
    /// <param name="parsed">Has the options.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="outcome">What is told of several: <c>are to be tried again</c>.</param>
    /// <param name="act">Does it to one, and tells of its success.</param>
    /// <param name="question">What is asked before; null: nothing.</param>
    public int ForEach(ParseResult parsed, Zone zone, string outcome, Func<FailedJob, TextWriter, int> act, Func<FailedJob, string>? question = null)
    {
        if (parsed.GetValue(Job) is { } name)
        {
            return FailedJobChoice.Of(zone, name) is not { } job ? ExitCode.UsageOrConfiguration
                : job.Trouble is { } failure ? ZoneAction.Refuse(zone, failure)
                : question is not null && !Confirmation.Ask(question(job)) ? ExitCode.UsageOrConfiguration
                : act(job, Console.Out);
        }

        var jobs = filter.Of(parsed, zone, TimeProvider.System.GetUtcNow()).Reverse().ToList();
        if (jobs.Count == 0)
        {
            Console.WriteLine("Nothing that has failed is like that.");
            return ExitCode.Ok;
        }

        if (question is not null && !Confirmation.Ask(jobs is [var only] ? question(only) : $"{ReportSummary.Counted(jobs.Count, "failed job")}, {SizeText.Of(jobs.Sum(job => job.Size))}: all are to be {done}?"))
            return ExitCode.UsageOrConfiguration;
        var (seen, count, exitCode) = (0L, 0, ExitCode.Ok);
        var work = Task.Run(() =>
        {
            foreach (var job in jobs)
            {
                var end = job.Trouble is { } failure ? ZoneAction.Refuse(zone, failure) : act(job, TextWriter.Null);
                count += end == ExitCode.Ok ? 1 : 0;
                exitCode = exitCode == ExitCode.Ok ? end : exitCode;
                Interlocked.Increment(ref seen);
            }
        });
        WorkProgress.ShowAsync(work, new ProgressOf("failed jobs", jobs.Count, () => Interlocked.Read(ref seen), "jobs", 1), CancellationToken.None).GetAwaiter().GetResult();
        work.GetAwaiter().GetResult();

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} of {ReportSummary.Counted(jobs.Count, "failed job")} {outcome}."));
        return exitCode;
    }

    private void Validate(CommandResult found)
    {
        var isNamed = found.GetResult(Job) is { Tokens.Count: > 0 };
        var isFiltered = found.GetResult(all) is not null || filter.IsGiven(found);
        if (isNamed && isFiltered)
            found.AddError("Give either a job, or which jobs: --all, --feed, --code, --since, --older-than.");
        if (!isNamed && !isFiltered)
            found.AddError($"Which jobs are to be {done}? Give one by its name, or which: --all, --feed, --code, --since, --older-than. All of them: dropzone failed list");
    }
}
