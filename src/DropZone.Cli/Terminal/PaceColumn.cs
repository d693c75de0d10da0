using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DropZone.Cli.Terminal;

/// <summary>How fast work goes on, on the average since its start, and how long it still takes at that pace.</summary>
internal sealed class PaceColumn(ProgressOf progress, TimeProvider clock) : ProgressColumn
{
    private readonly long started = clock.GetTimestamp();

    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        var done = progress.Done();
        var pace = done / clock.GetElapsedTime(started).TotalSeconds;
        var text = string.Create(CultureInfo.InvariantCulture, $"{pace / progress.UnitSize:N0} {progress.Unit}/s");
        if (progress.Length is > 0 and var length && pace > 0)
            text += $", {AgeText.Of(TimeSpan.FromSeconds((length - done) / pace))} left";
        return new Text(text);
    }
}
