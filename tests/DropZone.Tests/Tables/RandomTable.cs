using System.Text;
using DropZone.Csv.Dialects;
using DropZone.Csv.Encodings;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tests.Csv.Reading;

namespace DropZone.Tests.Tables;

/// <summary>A made-up file with good and bad rows, and the rules that read it. Its first column, <c>id</c>, is never empty.</summary>
/// <param name="Bytes">In the encoding of the dialect.</param>
/// <param name="Labels">All different.</param>
/// <param name="Rules">Without steps and output.</param>
internal sealed record RandomTable(byte[] Bytes, IReadOnlyList<string> Labels, RuleSet Rules)
{
    private static readonly string[] PlainLabels = ["a", "b", "name", "größe", "Order No", "x.y"];
    private static readonly string[] OddLabels = ["c,d", "e;f", "q\"q", "it's", "l\nm", "=g", "-1", "中", "|\t"];

    /// <param name="isPlain">Whether labels are such that no output has to change them.</param>
    public static RandomTable Of(Random random, bool isPlain = false)
    {
        var labels = new List<string> { "id" };
        for (var i = random.Next(5); i > 0; i--)
            labels.Add(!isPlain && random.Next(3) == 0 ? random.Pick(OddLabels) : random.Pick(PlainLabels));
        labels = [.. labels.Distinct()];
        var dialect = new Dialect { Delimiter = random.Pick(',', ';', '\t', '|'), QuoteChar = random.Pick('"', '"', '\''), Encoding = random.Pick("utf-8", "utf-8", "utf-16") };
        var kinds = labels.ConvertAll(_ => random.Next(4));
        var lineEnd = random.Pick("\n", "\r\n");
        var text = new StringBuilder(Row(random, labels, dialect)).Append(lineEnd);
        var badRows = random.Next(3) == 0;
        for (var i = random.Next(250) == 0 ? 9000 : random.Next(12); i > 0; i--)
        {
            var cells = kinds.Select(kind => Cell(random, kind)).ToList();
            cells[0] = "i" + cells[0];
            text.Append(badRows && random.Next(5) == 0 ? BadRow(random, cells, dialect) : Row(random, cells, dialect)).Append(lineEnd);
        }

        var rules = new RuleSet
        {
            Dialects = [dialect],
            Schemas = random.Next(3) == 0 ? [Schema(random, labels)] : [],
            BadRows = random.Pick(BadRows.Fail, BadRows.Split),
            BlankRows = random.Pick(BlankRows.Fail, BlankRows.Skip),
        };
        return new RandomTable(EncodingName.Find(dialect.Encoding)!.GetBytes(text.ToString()), labels, rules);
    }

    private static TableSchema Schema(Random random, List<string> labels) => new()
    {
        Fields = [.. labels.Select(label => new Field { Name = label, Constraints = new Constraints { MaxLength = random.Next(8) == 0 ? 12 : null } })],
        FieldsMatch = random.Pick(FieldsMatch.Exact, FieldsMatch.Subset),
    };

    private static string Cell(Random random, int kind) => (random.Next(12) == 0 ? 3 : kind) switch
    {
        0 => random.Pick("", "7", "-12.50", "+3", " 4 ", "1e5", "-0.005", "123456789.125", "-INF", "007"),
        1 => random.Pick("", "2026-11-23", "2024-02-29", "1999-12-31T23:59:59", "2026-01-01"),
        2 => random.Pick("", "DE", "de", "Anna Meier", "anna@example.org", "  two  words ", "ß", "élan", "=1+1", "@x", "-x", "\t=1", "'=1"),
        _ => string.Concat(Enumerable.Range(0, random.Next(7)).Select(_ =>
            random.Pick("a", "Z", "ß", "é", "€", "中", "𝄞", " ", ",", ";", "\t", "|", "\"", "'", "\n", "\r\n", "=", "-", "0", "9"))),
    };

    private static string Row(Random random, IEnumerable<string> cells, Dialect dialect) =>
        string.Join(dialect.Delimiter!.Value, cells.Select(cell => Raw(random, cell, dialect)));

    private static string BadRow(Random random, List<string> cells, Dialect dialect) => random.Next(4) switch
    {
        0 => Row(random, [.. cells, "more"], dialect),
        1 => Row(random, cells.SkipLast(1).DefaultIfEmpty("i"), dialect) + (cells.Count == 1 ? $"{dialect.Delimiter}" : ""),
        2 => new string(dialect.Delimiter!.Value, cells.Count - 1),
        _ => $"{dialect.QuoteChar}i{dialect.QuoteChar}x{new string(dialect.Delimiter!.Value, cells.Count - 1)}",
    };

    private static string Raw(Random random, string cell, Dialect dialect)
    {
        var quote = dialect.QuoteChar.ToString();
        return random.Next(4) == 0 || cell.AsSpan().IndexOfAny($"{quote}{dialect.Delimiter}\r\n") >= 0
            ? $"{quote}{cell.Replace(quote, quote + quote, StringComparison.Ordinal)}{quote}"
            : cell;
    }
}
