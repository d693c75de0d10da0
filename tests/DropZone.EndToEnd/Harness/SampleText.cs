using System.Text;
using DropZone.Csv.Dialects;

namespace DropZone.EndToEnd.Harness;

/// <summary>A CSV file split into raw cells, with their quotes, so that a test can damage one place. Does not use the code under test.</summary>
internal sealed class SampleText
{
    private readonly List<SampleRow> _rows;
    private readonly int _header;

    private SampleText(List<SampleRow> rows, int header, char delimiter)
    {
        _rows = rows;
        _header = header;
        Delimiter = delimiter;
    }

    public char Delimiter { get; set; }

    public SampleRow Header => _rows[_header];

    /// <summary>The rows below the header that have as many cells as the header.</summary>
    public List<SampleRow> Rows => _rows.FindAll(row => row.Line > Header.Line && row.Cells.Count == Header.Cells.Count);

    public IEnumerable<SampleRow> Table => Rows.Prepend(Header);

    /// <summary>Reads each byte as one character, which preserves any encoding that extends ASCII.</summary>
    public static SampleText Read(string path, Dialect dialect)
    {
        var rows = new List<SampleRow>();
        var (row, cell, isQuoted) = (new SampleRow(1), new StringBuilder(), false);
        var line = 1;
        foreach (var letter in Encoding.Latin1.GetString(File.ReadAllBytes(path)))
        {
            if (letter == dialect.QuoteChar && dialect.EscapeChar is null)
                isQuoted = !isQuoted;
            line += letter == '\n' ? 1 : 0;
            if (isQuoted || (letter != dialect.Delimiter && letter != '\n'))
            {
                cell.Append(letter);
                continue;
            }

            row.Cells.Add(cell.ToString());
            cell.Clear();
            if (letter == '\n')
            {
                rows.Add(row);
                row = new SampleRow(line);
            }
        }

        if (row.Cells.Count > 0 || cell.Length > 0)
        {
            row.Cells.Add(cell.ToString());
            rows.Add(row);
        }

        foreach (var ended in rows.Where(ended => ended.Cells[^1].EndsWith('\r')))
            ended.End = "\r";
        foreach (var ended in rows)
            ended.Cells[^1] = ended.Cells[^1].TrimEnd('\r');
        return new SampleText(rows, dialect.CommentRows.Count, dialect.Delimiter!.Value);
    }

    public byte[] Bytes() => Encoding.Latin1.GetBytes(string.Concat(_rows.Select(row => string.Join(Delimiter, row.Cells) + row.End + "\n")));
}
