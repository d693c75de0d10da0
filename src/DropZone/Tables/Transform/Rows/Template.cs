using System.Globalization;
using System.Text;
using DropZone.Csv;
using DropZone.Tables.Primitives.Text;
using DropZone.Tables.Transform.Plan;

namespace DropZone.Tables.Transform.Rows;

/// <summary>
/// A text with placeholders: <c>{file.name}</c>, <c>{file.time}</c>, <c>{file.sha256}</c>, <c>{job}</c>, <c>{row}</c>, <c>{line}</c>, and
/// names of columns: <c>{city}</c>. A placeholder takes precedence over a column of the same name.
/// </summary>
internal sealed class Template
{
    private const string Known = "{file.name}, {file.time}, {file.sha256}, {job}, {row} or {line}";

    private readonly List<(Placeholder Kind, byte[] Text, int Slot, ByteTexts? Missing)> _parts = [];

    private Template()
    {
    }

    /// <summary>Returns null and the problem if the template contains an unknown name or a lone brace.</summary>
    /// <param name="text">As written.</param>
    /// <param name="columns">The slots and missing values of the columns by name; null: they are not known yet, and any name is accepted.</param>
    /// <param name="problem">With the remedy.</param>
    public static Template? Compile(string text, IReadOnlyDictionary<string, (int Slot, ByteTexts Missing)>? columns, out string? problem)
    {
        problem = null;
        var template = new Template();
        var parsed = PlaceholderText.Parse(text, doublesBraces: true);
        if (parsed.LoneBrace is { } brace)
            problem = $"The template contains a lone {brace}. Write {brace}{brace} for a brace.";
        foreach (var (isPlaceholder, part) in parsed.Parts)
        {
            var kind = isPlaceholder ? Find(part) : Placeholder.Text;
            var column = default((int Slot, ByteTexts? Missing));
            if (kind == Placeholder.Column && columns?.TryGetValue(part, out column!) == false)
                problem ??= $"{{{part}}} is neither a placeholder nor a column at this step. Write {Known}, the name of a column, or {{{{ for a brace.";
            template._parts.Add((kind, isPlaceholder ? [] : Encoding.UTF8.GetBytes(part), column.Slot, column.Missing));
        }

        return problem is null ? template : null;
    }

    /// <summary>The slots of its columns.</summary>
    public IEnumerable<int> Slots => _parts.Where(part => part.Kind == Placeholder.Column).Select(part => part.Slot);

    /// <summary>Whether it is one column and nothing else.</summary>
    public bool IsColumn => _parts is [(Placeholder.Column, _, _, _)];

    public bool Has(Placeholder placeholder) => _parts.Exists(part => part.Kind == placeholder);

    /// <summary>Appends the text for the row to <see cref="RowCells.Result"/>. Returns false if it has no value: nothing but columns without one.</summary>
    public bool Write(RowCells cells)
    {
        var result = cells.Result;
        var hasValue = _parts.Count == 0;
        foreach (var (kind, text, slot, missing) in _parts)
        {
            if (kind == Placeholder.Column && cells.IsMissing(slot, missing!))
                continue;
            hasValue = true;
            switch (kind)
            {
                case Placeholder.Column: result.Append(cells[slot]); break;
                case Placeholder.FileName: Append(cells.Facts.FileName, result); break;
                case Placeholder.FileTime: Append(cells.Facts.Modified, result); break;
                case Placeholder.FileSha256: Append(cells.Facts.Sha256.Value, result); break;
                case Placeholder.Job: Append(cells.Facts.Job, result); break;
                case Placeholder.Row: Append(cells.Record.Row, result); break;
                case Placeholder.Line: Append(cells.Record.Line, result); break;
                default: result.Append(text); break;
            }
        }

        return hasValue;
    }

    private static Placeholder Find(string name) => name switch
    {
        "file.name" => Placeholder.FileName,
        "file.time" => Placeholder.FileTime,
        "file.sha256" => Placeholder.FileSha256,
        "job" => Placeholder.Job,
        "row" => Placeholder.Row,
        "line" => Placeholder.Line,
        _ => Placeholder.Column,
    };

    private static void Append(string text, ByteBuffer result) =>
        result.Advance(Encoding.UTF8.GetBytes(text, result.Reserve(Encoding.UTF8.GetMaxByteCount(text.Length))));

    private static void Append(DateTimeOffset time, ByteBuffer result)
    {
        time.ToUniversalTime().TryFormat(result.Reserve(20), out var length, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        result.Advance(length);
    }

    private static void Append(long number, ByteBuffer result)
    {
        number.TryFormat(result.Reserve(20), out var length, default, CultureInfo.InvariantCulture);
        result.Advance(length);
    }
}
