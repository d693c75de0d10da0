using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DropZone.Cli.Checking;

/// <summary>How fast a file is read, on the average since its start, and how long it still takes at that pace.</summary>
internal sealed class PaceColumn(CountingStream input, long? length, TimeProvider clock) : ProgressColumn
{
    private readonly long started = clock.GetTimestamp();

    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        var read = input.Count;
        var pace = read / clock.GetElapsedTime(started).TotalSeconds;
        var text = string.Create(CultureInfo.InvariantCulture, $"{pace / 1e6:N0} MB/s");
        if (length > 0 && pace > 0)
            text += $", {Left((long)((length.Value - read) / pace))} left";
        return new Text(text);
    }

    private static string Left(long seconds) => seconds switch
    {
        < 0 => "0 s",
        < 60 => $"{seconds} s",
        < 3600 => $"{seconds / 60}:{seconds % 60:00} min",
        _ => $"{seconds / 3600}:{seconds / 60 % 60:00} h",
    };
}
