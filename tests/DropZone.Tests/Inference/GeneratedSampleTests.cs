using System.Buffers;
using System.Text;
using CsCheck;
using Xunit;

namespace DropZone.Tests.Inference;

/// <summary>The feed inferred from any well-formed table can be read, and the table passes it.</summary>
public sealed class GeneratedSampleTests
{
    private static readonly string[] Cells =
    [
        "", "1", "-5", "007", "1.5", "1,5", "1.234", "1,234.5", "1 234", "1e5", "NaN", "INF", "NA", "null", "~", "true", "yes", "2026-11-24", "24.11.2026",
        "20261124", "10:00", "2026-11-24T10:00:00Z", "2026-11", "P1D", "{}", "[1]", "a@b.de", "https://x.y", "a: b", "#", "'x'", " x", "x ", "é", "\\", "\\N", "a\nb",
        "say \"x\"", "-", "*", "9999999999999999999999", "%", "50%",
    ];

    private static readonly SearchValues<char> Marks = SearchValues.Create("\"\n,;\t|#'");

    private static readonly Gen<string> Cell = Gen.Int[0, Cells.Length - 1].Select(i => Cells[i]);

    [Fact]
    public void Every_well_formed_table_passes_the_feed_that_is_inferred_from_it() =>
        Gen.Select(Gen.Int[1, 4].SelectMany(width => Gen.Select(Cell.Array[1, 3], Gen.Int[1, 40]).SelectMany((some, rows) =>
                Gen.Int[0, some.Length - 1].Select(i => some[i]).Array[width].Array[rows])), Gen.Char[",;\t|"], Gen.Bool)
            .Sample((rows, delimiter, isQuoted) =>
            {
                var text = string.Concat(rows.Select(row => string.Join(delimiter, row.Select(cell => Written(cell, isQuoted))) + "\n"));
                InferredFeed.TryFrom([Encoding.UTF8.GetBytes(text)], out _);
            }, iter: 300, print: rows => string.Join('\n', rows.Item1.Select(row => string.Join(rows.Item2, row))));

    private static string Written(string cell, bool isQuoted) =>
        isQuoted || cell.Length == 0 || cell.AsSpan().ContainsAny(Marks) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
