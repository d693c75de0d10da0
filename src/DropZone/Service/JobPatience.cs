using DropZone.Feeds;
using DropZone.Jobs;
using DropZone.Logging;
using DropZone.Notifications;
using DropZone.Notifications.Messages;
using DropZone.Spool.Durable;
using DropZone.Spool.Jobs;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace DropZone.Service;

/// <summary>
/// Repeats a job until it has a result that stays: after a failure that can pass with exponential backoff and jitter, from 1 s to
/// 5 min; while its delivery is still being written after 1 to 50 ms. Each reason is logged and notified once, not once per try.
/// </summary>
internal sealed class JobPatience
{
    private static readonly ResiliencePropertyKey<JobFolder> JobOf = new("job");
    private static readonly ResiliencePropertyKey<string> LastReason = new("reason");
    private readonly ZoneConfiguration _configuration;
    private readonly DurableSteps _steps;
    private readonly NotificationQueue _queue;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline<JobResult> _retries;

    /// <param name="configuration">Has the notifiers of each feed.</param>
    /// <param name="steps">For the records of a job.</param>
    /// <param name="queue">Receives the notifications.</param>
    /// <param name="clock">For pauses.</param>
    /// <param name="random">From 0 to 1, for the length of pauses.</param>
    /// <param name="logger">For the reasons.</param>
    public JobPatience(ZoneConfiguration configuration, DurableSteps steps, NotificationQueue queue, TimeProvider clock, Func<double> random, ILogger logger)
    {
        (_configuration, _steps, _queue, _clock, _logger) = (configuration, steps, queue, clock, logger);
        _retries = new ResiliencePipelineBuilder<JobResult> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<JobResult>
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is JobResult.Deferred),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromMinutes(5),
                Randomizer = random,
                OnRetry = ReportDeferred,
            })
            .AddRetry(new RetryStrategyOptions<JobResult>
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is JobResult.StillWritten or JobResult.Changed),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(1),
                MaxDelay = TimeSpan.FromMilliseconds(50),
            })
            .Build();
    }

    /// <summary>Returns the state of a job between its tries, to be released with <see cref="End"/>.</summary>
    public static ResilienceContext Begin(JobFolder job, CancellationToken stopping)
    {
        var context = ResilienceContextPool.Shared.Get(stopping);
        context.Properties.Set(JobOf, job);
        return context;
    }

    public static void End(ResilienceContext context) => ResilienceContextPool.Shared.Return(context);

    /// <summary>Tries the job until its result is neither deferred nor about an unfinished delivery.</summary>
    /// <exception cref="OperationCanceledException">The service stops.</exception>
    public ValueTask<JobResult> RunAsync(Func<ResilienceContext, ValueTask<JobResult>> tryOnce, ResilienceContext context) =>
        _retries.ExecuteAsync(tryOnce, context);

    /// <summary>Reports that the job waits for a target: once per target.</summary>
    public void ReportWaiting(JobFolder job, JobResult.Waits waits, ResilienceContext context)
    {
        if (context.Properties.GetValue(LastReason, "") == waits.Target)
            return;
        context.Properties.Set(LastReason, waits.Target);
        var shownName = ShownName(job);
        _logger.JobWaits(job.Feed, job.Name.Text, shownName, waits.Target);
        Notify(job, shownName, $"target {waits.Target} is down");
    }

    private ValueTask ReportDeferred(OnRetryArguments<JobResult> arguments)
    {
        var properties = arguments.Context.Properties;
        var reason = ((JobResult.Deferred)arguments.Outcome.Result!).Reason;
        if (properties.GetValue(LastReason, "") != reason && properties.TryGetValue(JobOf, out var job))
        {
            var shownName = ShownName(job);
            _logger.JobDeferred(job.Feed, job.Name.Text, shownName, reason, TimeSpan.FromSeconds(Math.Ceiling(arguments.RetryDelay.TotalSeconds)));
            Notify(job, shownName, reason);
        }

        properties.Set(LastReason, reason);
        return ValueTask.CompletedTask;
    }

    private string ShownName(JobFolder job) => new JobRecords(job, null, _steps, _clock).ShownName;

    private void Notify(JobFolder job, string shownName, string reason) =>
        new JobNotifications(job, _configuration.FeedNamed(job.Feed), _queue, _clock).Deferred(shownName, reason);
}
