namespace DropZone.Metrics;

/// <summary>Records the time of a stage of a job, from its creation to its disposal.</summary>
/// <param name="stage">convert, command, seal, load.</param>
internal readonly struct StageTimer(TimeProvider clock, string feed, string stage) : IDisposable
{
    private readonly long _began = clock.GetTimestamp();

    public void Dispose() =>
        Instruments.StageDuration.Record(clock.GetElapsedTime(_began).TotalSeconds, Instruments.Tag("feed", feed), Instruments.Tag("stage", stage));
}
