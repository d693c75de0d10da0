using DropZone.Errors;
using DropZone.Reports.Model;
using DropZone.Tables.Errors;

namespace DropZone.Reports.Pages;

/// <summary>The expected labels next to those found; matching labels only next to a difference.</summary>
internal static class HeaderTable
{
    private const int MaxLines = 40;
    private const int LabelColumns = 60;

    /// <param name="faults">The errors of the header.</param>
    public static void Write(TextWriter writer, HeaderExcerpt header, IReadOnlyList<TableError> faults)
    {
        var isCompared = header.Expected.Count > 0;
        var lines = isCompared ? Compared(header, faults) : Alone(header);
        writer.WriteLine("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"The header\"><table>");
        writer.WriteLine("<caption>The header; invalid labels are marked</caption>");
        writer.WriteLine($"<thead><tr><th scope=\"col\">Column</th>{(isCompared ? "<th scope=\"col\">Expected</th>" : "")}<th scope=\"col\">In the file</th></tr></thead><tbody>");
        var skipped = 0;
        var written = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var isNear = written < MaxLines && (!lines[i].Agrees || lines.ElementAtOrDefault(i - 1)?.Agrees == false || lines.ElementAtOrDefault(i + 1)?.Agrees == false);
            if (!isNear)
            {
                skipped++;
                continue;
            }

            WriteGap(writer, skipped, isCompared);
            skipped = 0;
            written++;
            WriteLine(writer, lines[i], isCompared);
        }

        WriteGap(writer, skipped, isCompared);
        writer.WriteLine("</tbody></table></div>");
    }

    /// <summary>Without a schema, a label is invalid if it is empty or repeated.</summary>
    private static IReadOnlyList<LabelPair> Alone(HeaderExcerpt header)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. header.Found.Select((label, i) => new LabelPair(label, label, i + 1, label.Length > 0 && seen.Add(label)))];
    }

    private static IReadOnlyList<LabelPair> Compared(HeaderExcerpt header, IReadOnlyList<TableError> faults)
    {
        if (header.IsExact)
            return HeaderComparison.Of(header.Expected, header.Found);
        // if the order is free, equal labels are paired; permitted missing or extra labels count as matching
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < header.Found.Count; i++)
            places.TryAdd(header.Found[i], i);
        var mayLack = faults.All(fault => fault.Code != ErrorCode.MissingLabel);
        var mayAdd = faults.All(fault => fault.Code == ErrorCode.MissingLabel);
        return [.. HeaderComparison.Of([.. header.Expected.OrderBy(label => places.GetValueOrDefault(label, int.MaxValue))], header.Found).SelectMany<LabelPair, LabelPair>(pair =>
            pair.Agrees ? [pair]
            : [
                .. pair.Found is null ? (IEnumerable<LabelPair>)[] : [pair with { Expected = null, Agrees = mayAdd }],
                .. pair.Expected is null ? (IEnumerable<LabelPair>)[] : [pair with { Found = null, Column = null, Agrees = mayLack }],
            ])];
    }

    private static void WriteLine(TextWriter writer, LabelPair pair, bool isCompared)
    {
        writer.Write($"<tr><th scope=\"row\">{pair.Column?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "–"}</th>");
        if (isCompared)
            writer.Write($"<td>{Shown(pair.Expected, "none")}</td>");
        writer.WriteLine(pair.Agrees
            ? $"<td>{Shown(pair.Found, "missing")}</td></tr>"
            : $"<td class=\"bad\"><mark>{Shown(pair.Found, "missing")}</mark></td></tr>");
    }

    private static void WriteGap(TextWriter writer, int lines, bool isCompared)
    {
        if (lines > 0)
            writer.WriteLine($"<tr><td class=\"gap\" colspan=\"{(isCompared ? 3 : 2)}\">… {ReportSummary.Counted(lines, "more column")} …</td></tr>");
    }

    private static string Shown(string? label, string absent) => label switch
    {
        null => $"<span class=\"absent\">{absent}</span>",
        "" => "<span class=\"absent\">empty</span>",
        _ => Html.Text(label, LabelColumns),
    };
}
