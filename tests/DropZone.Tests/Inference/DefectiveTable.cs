using System.Globalization;

namespace DropZone.Tests.Inference;

/// <summary>What is wrong with a generated sample.</summary>
internal enum Defect
{
    RaggedRow,
    JoinedFiles,
    StrayFooter,
    MixedDecimalMarks,
    MixedDates,
    PaddedTitles,
    SecondTable,
    EmptyInQuotes,
    TrailingDelimiters,
}

/// <summary>A cell as written, and the number or date that its writer meant; null: text.</summary>
internal sealed record MeantCell(string Text, object? Meaning = null);

/// <summary>A generated table of numbers, words, amounts and dates with one defect, and the rows that its writer meant.</summary>
internal sealed class DefectiveTable
{
    private static readonly string[] Names = ["Ann", "Bob", "Jürgen", "O'Hara", "Zoë", "de Vries"];
    private static readonly string[] DatePatterns = ["yyyy-MM-dd", "dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "yyyy/MM/dd"];

    private readonly Random _random;
    private readonly char _delimiter;
    private readonly char _mark;
    private readonly bool _isGrouped;
    private readonly string _datePattern;
    private readonly List<string> _lines = [];
    private string _end = "";

    private DefectiveTable(Random random)
    {
        _random = random;
        _delimiter = ",;\t"[random.Next(3)];
        _mark = ".,"[random.Next(2)];
        _isGrouped = random.Next(4) == 0;
        _datePattern = DatePatterns[random.Next(DatePatterns.Length)];
    }

    public string Text => string.Join('\n', _lines) + "\n";

    /// <summary>All rows below the header.</summary>
    public List<MeantCell[]> Rows { get; } = [];

    public static DefectiveTable With(Defect defect, Random random)
    {
        var table = new DefectiveTable(random);
        for (var i = random.Next(5, 30); i > 0; i--)
            table.Rows.Add(table.Row(i, day: i % 2 == 0 ? 13 + (i % 15) : 1 + (i % 28)));
        var header = random.Next(4) > 0 ? Header() : null;
        switch (defect)
        {
            case Defect.MixedDecimalMarks:
                table.Replace(2, _ => table.OtherAmount());
                break;
            case Defect.MixedDates:
                table.Replace(3, _ => table.OtherDate());
                break;
            case Defect.StrayFooter:
                table.AddFooter();
                break;
            case Defect.JoinedFiles:
                table.Join(header);
                break;
            case Defect.PaddedTitles:
                table.AddTitles();
                break;
            case Defect.SecondTable:
                table.AddTable(header);
                return table;
            case Defect.EmptyInQuotes:
                table.Rows.Insert(random.Next(1, table.Rows.Count), [new("\"\""), new("\"\""), new("\"\""), new("\"\"")]);
                break;
            case Defect.TrailingDelimiters:
                table._end = table._delimiter.ToString();
                break;
            default:
                table.Tear(ref header);
                break;
        }

        if (header is not null)
            table._lines.Add(table.Line(header));
        table._lines.AddRange(table.Rows.Select(table.Line));
        return table;
    }

    private static MeantCell[] Header() => [new("id"), new("name"), new("amount"), new("day")];

    private MeantCell[] Row(int id, int day) =>
    [
        new(id.ToString(CultureInfo.InvariantCulture), (decimal)id),
        new(Names[_random.Next(Names.Length)]),
        Amount(_random.Next(100, 9_999_999) / 100m),
        Date(new DateOnly(2026, _random.Next(1, 13), day)),
    ];

    private MeantCell Amount(decimal value) => new(Written(value, _isGrouped ? "#,##0.00" : "0.00", _mark), value);

    private MeantCell Date(DateOnly date) => new(date.ToString(_datePattern, CultureInfo.InvariantCulture), date);

    /// <summary>An amount with the other decimal mark. In a table with groups it has no three decimals, which would be a group.</summary>
    private MeantCell OtherAmount()
    {
        var decimals = _random.Next(1, _isGrouped ? 3 : 4);
        var value = Math.Round((decimal)_random.Next(1, 99_999) / 10m, 0) + (_random.Next(1, 10) / (decimal)Math.Pow(10, decimals));
        return new(Written(value, "0." + new string('0', decimals), _mark == '.' ? ',' : '.'), value);
    }

    /// <summary>A date in another format, or with day and month exchanged, which its day shows.</summary>
    private MeantCell OtherDate()
    {
        var date = new DateOnly(2026, _random.Next(1, 13), _random.Next(13, 29));
        var other = _random.Next(2) == 0 ? _datePattern.Replace("dd", "?", StringComparison.Ordinal).Replace("MM", "dd", StringComparison.Ordinal).Replace("?", "MM", StringComparison.Ordinal)
            : DatePatterns[(Array.IndexOf(DatePatterns, _datePattern) + 1) % DatePatterns.Length];
        return new(date.ToString(other, CultureInfo.InvariantCulture), date);
    }

    private static string Written(decimal value, string format, char mark)
    {
        var text = value.ToString(format, CultureInfo.InvariantCulture);
        return mark == '.' ? text : text.Replace(',', '\'').Replace('.', ',').Replace('\'', '.');
    }

    /// <summary>Replaces one to three cells of the column, never all.</summary>
    private void Replace(int column, Func<MeantCell, MeantCell> other)
    {
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            var row = Rows[_random.Next(2, Rows.Count)];
            row[column] = other(row[column]);
        }
    }

    private void AddFooter()
    {
        MeantCell total = new("Total"), empty = new(""), rows = new($"{Rows.Count} rows");
        for (var i = _random.Next(1, 3); i > 0; i--)
        {
            Rows.Add(_random.Next(8) switch
            {
                0 => [total, empty, Amount(Rows.Count), empty],
                1 => [total, new("n/a"), new("n/a"), new("n/a")],
                2 => [rows],
                3 => [new($"# {rows.Text}")],
                4 => [total, Amount(Rows.Count)],
                5 => [empty, empty, Amount(Rows.Count), empty],
                6 => [total, empty, empty, Amount(Rows.Count), empty, empty],
                _ => [new($"({rows.Text})"), empty, empty, empty],
            });
        }
    }

    private void Join(MeantCell[]? header)
    {
        var at = _random.Next(1, Rows.Count);
        switch (_random.Next(4))
        {
            case 0 when header is not null:
                Rows.Insert(at, header);
                break;
            case 1 when header is not null:
                Rows.Insert(at, [new("\uFEFF" + header[0].Text), .. header[1..]]);
                break;
            case 2: // the line end between them is missing
                Rows[at] = [.. Rows[at - 1][..3], new(Rows[at - 1][3].Text + Rows[at][0].Text), .. Rows[at][1..]];
                Rows.RemoveAt(at - 1);
                break;
            default:
                var width = _random.Next(1, 8);
                Rows.AddRange(Enumerable.Range(0, _random.Next(2, 6)).Select(row => Enumerable.Range(0, width).Select(i => new MeantCell(row == 0 ? $"other{i}" : $"{row}{i}")).ToArray()));
                break;
        }
    }

    /// <summary>Adds titles in rows of the table's width, which a spreadsheet saves.</summary>
    private void AddTitles()
    {
        var padding = new string(_delimiter, 3);
        _lines.Add("Report" + padding);
        if (_random.Next(2) == 0)
            _lines.Add($"June{_delimiter}2026" + padding[1..]);
        if (_random.Next(2) == 0)
            _lines.Add(padding);
    }

    /// <summary>Adds another table of the same width below, with or without a blank row between them.</summary>
    private void AddTable(MeantCell[]? header)
    {
        if (header is not null)
            _lines.Add(Line(header));
        _lines.AddRange(Rows.Select(Line));
        var gap = _random.Next(3);
        if (gap > 0)
            _lines.Add(gap == 1 ? "" : new string(_delimiter, 3));
        _lines.Add(Line([new("order"), new("customer"), new("country"), new("total")]));
        for (var i = _random.Next(1, 5); i > 0; i--)
            _lines.Add(Line([new($"A-{i}"), new(Names[i]), new("DE"), new(_random.Next(99).ToString(CultureInfo.InvariantCulture))]));
    }

    /// <summary>Removes cells of a row or the header, or adds some.</summary>
    private void Tear(ref MeantCell[]? header)
    {
        var at = _random.Next(-1, Rows.Count);
        var row = at < 0 && header is not null ? header : Rows[Math.Max(0, at)];
        MeantCell[] torn = _random.Next(3) switch
        {
            0 => row[.._random.Next(1, 4)],
            1 => [.. row, new("X")],
            _ => [.. row, new(""), new("X")],
        };
        if (at < 0 && header is not null)
            header = torn;
        else
            Rows[Math.Max(0, at)] = torn;
    }

    private string Line(MeantCell[] cells) => string.Join(_delimiter, cells.Select(cell => cell.Text.Contains(_delimiter) ? $"\"{cell.Text}\"" : cell.Text)) + _end;
}
