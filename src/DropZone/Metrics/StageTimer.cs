namespace DropZone.Metrics;

/// <summary>Times a stage of a job from here to its disposal.</summary>
/// <param name="stage">convert, command, seal, load.</param>
internal readonly struct StageTimer(TimeProvider clock, string feed, string stage) : IDisposable
{
    private readonly long began = clock.GetTimestamp();

    public void Dispose() =>
        Instruments.StageDuration.Record(clock.GetElapsedTime(began).TotalSeconds, Instruments.Tag("feed", feed), Instruments.Tag("stage", stage));
}
