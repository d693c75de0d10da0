using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DropZone.Cli.Terminal;
using DropZone.Reports.Model;
using DropZone.Spool.Records;

namespace DropZone.Cli.Failed;

/// <summary>The failed jobs that a command acts on: one by name, or all that match a filter.</summary>
internal sealed class FailedChoiceOptions
{
    private readonly FailedFilter _filter;
    private readonly string _verb;
    private readonly string _title;
    private readonly Option<bool> _all = new("--all") { Description = "All failed jobs that match the other options" };
    private readonly Option<string> _reason = new("--reason") { HelpName = "TEXT", Description = "Reason, recorded with your name" };

    /// <param name="zone">The options that name the zone, for completion.</param>
    /// <param name="verb">What the command does: <c>retry</c>.</param>
    /// <param name="title">The verb at the start of a question: <c>Retry</c>.</param>
    public FailedChoiceOptions(ZoneOptions zone, string verb, string title)
    {
        (_verb, _title) = (verb, title);
        _filter = new FailedFilter(zone);
        Job = JobArgument(zone, ArgumentArity.ZeroOrOne);
    }

    /// <summary>The argument that names one job.</summary>
    public Argument<string?> Job { get; }

    public static Argument<string?> JobArgument(ZoneOptions zone, ArgumentArity arity)
    {
        var job = new Argument<string?>("JOB") { HelpName = "JOB", Arity = arity, Description = "Job name or its random part (a unique prefix suffices)" };
        job.CompletionSources.OfZone(zone, found => FailedJob.Names(found).Select(pair => pair.Name.Random));
        return job;
    }

    public void AddTo(Command command)
    {
        command.Add(_all);
        _filter.AddTo(command);
        command.Add(_reason);
        command.Validators.Add(Validate);
    }

    public FailedJobAction FailedJobAction(ParseResult parsed, AuditAction action) => new(action, parsed.GetValue(_reason), TimeProvider.System);

    /// <summary>Acts on each job; for several, prints their number. Returns the first <see cref="ExitCode"/> that is not 0.</summary>
    /// <param name="parsed">The options given.</param>
    /// <param name="zone">The zone.</param>
    /// <param name="outcome">The outcome for several jobs: <c>queued for retry</c>.</param>
    /// <param name="act">Acts on one job and reports success to the writer.</param>
    /// <param name="question">The confirmation to request; null: none.</param>
    public int ForEach(ParseResult parsed, Zone zone, string outcome, Func<FailedJob, TextWriter, int> act, Func<FailedJob, string>? question = null)
    {
        if (parsed.GetValue(Job) is { } name)
        {
            return FailedJobChoice.Of(zone, name) is not { } job ? ExitCode.UsageOrConfiguration
                : job.ReadFailure is { } failure ? ZoneAction.Refuse(zone, failure)
                : question is not null && !Confirmation.Ask(question(job)) ? ExitCode.UsageOrConfiguration
                : act(job, Console.Out);
        }

        var jobs = _filter.Of(parsed, zone, TimeProvider.System.GetUtcNow()).Reverse().ToList();
        if (jobs.Count == 0)
        {
            Console.WriteLine("No failed jobs match.");
            return ExitCode.Ok;
        }

        if (question is not null && !Confirmation.Ask(jobs is [var only] ? question(only) : $"{_title} {ReportSummary.Counted(jobs.Count, "failed job")}, {SizeText.Of(jobs.Sum(job => job.Size))}?"))
            return ExitCode.UsageOrConfiguration;
        var (finished, count, exitCode) = (0L, 0, ExitCode.Ok);
        var work = Task.Run(() =>
        {
            foreach (var job in jobs)
            {
                var end = job.ReadFailure is { } failure ? ZoneAction.Refuse(zone, failure) : act(job, TextWriter.Null);
                count += end == ExitCode.Ok ? 1 : 0;
                exitCode = exitCode == ExitCode.Ok ? end : exitCode;
                Interlocked.Increment(ref finished);
            }
        });
        WorkProgress.ShowAsync(work, new ProgressOf("failed jobs", jobs.Count, () => Interlocked.Read(ref finished), "jobs", 1), CancellationToken.None).GetAwaiter().GetResult();
        work.GetAwaiter().GetResult();

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} of {ReportSummary.Counted(jobs.Count, "failed job")} {outcome}."));
        return exitCode;
    }

    private void Validate(CommandResult found)
    {
        var isNamed = found.GetResult(Job) is { Tokens.Count: > 0 };
        var isFiltered = found.GetResult(_all) is not null || _filter.IsGiven(found);
        if (isNamed && isFiltered)
            found.AddError("Give either a job or a filter: --all, --feed, --code, --since, --older-than.");
        if (!isNamed && !isFiltered)
            found.AddError($"No job to {_verb}. Give its name or a filter: --all, --feed, --code, --since, --older-than. List failed jobs: dropzone failed list");
    }
}
