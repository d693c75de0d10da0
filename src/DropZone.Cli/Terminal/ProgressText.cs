using System.Globalization;
using DropZone.Reports.Text;

namespace DropZone.Cli.Terminal;

/// <summary>The progress of work in one line: name, bar and percentage if the length is known, rate, remaining time.</summary>
internal static class ProgressText
{
    private const int NameColumns = 24;
    private const int BarColumns = 20;

    /// <summary>Returns the line, at most 79 columns wide.</summary>
    /// <param name="progress">The work.</param>
    /// <param name="done">How much of it is done.</param>
    /// <param name="elapsed">The time since it began.</param>
    public static string Of(ProgressOf progress, long done, TimeSpan elapsed)
    {
        var name = TextWidth.Cut(VisibleText.Escape(progress.Name == "-" ? progress.Name : Path.GetFileName(progress.Name)), NameColumns);
        var rate = done / Math.Max(elapsed.TotalSeconds, 0.001);
        var pace = string.Create(CultureInfo.InvariantCulture, $"{rate / progress.UnitSize:N0} {progress.Unit}/s");
        if (progress.Length is not > 0)
            return $"{name}  {pace}";
        var share = Math.Min(1, (double)done / progress.Length.Value);
        var filled = (int)(share * BarColumns);
        var left = rate > 0 ? $", {AgeText.Of(TimeSpan.FromSeconds((progress.Length.Value - done) / rate))} left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{name} [{new string('#', filled)}{new string('.', BarColumns - filled)}] {(int)(100 * share),3} %  {pace}{left}");
    }
}
