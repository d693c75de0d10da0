using System.Text;
using DropZone.Errors;
using DropZone.Reports.Model;
using DropZone.Reports.Text;
using DropZone.Tables.Errors;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Reports.Text;

public sealed class ReportTextTests
{
    private static readonly ErrorCode[] Codes = Enum.GetValues<ErrorCode>();

    [Fact]
    public void The_report_has_the_file_the_result_the_places_and_the_next_steps()
    {
        var report = SampleReport.WithErrors(
            SampleReport.Cell(7),
            SampleReport.Cell(9, "n/a") with { Code = ErrorCode.ConstraintError, Message = "At most 3 characters are allowed." });

        Text(report).ShouldBe("""
            orders.csv was rejected: 2 errors, 2 codes, in 1,204 rows. Nothing was
            delivered.

              File      orders.csv
              Size      48,213 bytes
              SHA-256   9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
              Owner     anna (uid 1000)
              Modified  2026-11-23 10:14:59 UTC
              Feed      orders
              Job       20261123T101502Z-k7f3q9xd-orders.csv
              Received  2026-11-23 10:15:02 UTC
              Failed    2026-11-23 10:15:03 UTC, during validation
              Read      1,204 rows
              DropZone  0.1.0

            Errors
            ------
              1  type-error        Wrong type
              1  constraint-error  Constraint not met

            Positions
            ---------
              Line 7, price (column 3): type-error
                  "12,5O"
                  A number was expected, such as 12.5.
              Line 9, price (column 3): constraint-error
                  "n/a"
                  At most 3 characters are allowed.

            Next steps
            ----------
              1. type-error: Correct the cell. If every row has the error, correct the
                 format in the schema of the feed.
              2. constraint-error: Correct the cell, or the constraint in the schema of the
                 feed if the value is right.
              3. Drop the corrected file in incoming/orders/.
              4. The original file is kept unchanged in failed/orders/, with this report.

            """);
    }

    [Fact]
    public void A_failure_of_the_whole_file_has_no_line()
    {
        var report = SampleReport.WithErrors(SampleReport.Whole(ErrorCode.Unreadable, "It belongs to anna (uid 1000) with mode 0600."));

        var text = Text(report);

        text.ShouldContain("Whole file: unreadable\n      It belongs to anna (uid 1000) with mode 0600.\n");
        text.ShouldNotContain("Line 0");
        text.ShouldNotContain("Read ");
    }

    [Fact]
    public void Of_many_errors_the_first_twenty_are_shown_and_all_are_counted()
    {
        var errors = Enumerable.Range(2, 1000).Select(line => SampleReport.Cell(line)).ToList();

        var text = Text(SampleReport.WithErrors(new Dictionary<ErrorCode, long> { [ErrorCode.TypeError] = 1_234_567 }, errors));

        text.ShouldContain("Positions: the first 20 of 1,234,567\n");
        text.ShouldContain("Line 21,");
        text.ShouldNotContain("Line 22,");
        text.ShouldContain("report.json lists 1,000 of them.\n");
        text.ShouldContain("  1,234,567  type-error  Wrong type\n");
    }

    [Fact]
    public void Control_characters_are_shown_and_drive_nothing()
    {
        var report = SampleReport.WithErrors(SampleReport.Cell(7, "a\nb\u001b[31mc\u202ed\0", "pr\tice"));
        report = report with { File = report.File with { Name = "x\n\nWhat to do: nothing\r.csv" } };

        var text = Text(report);

        text.ShouldContain("\"a\\nb\\x1b[31mc\\u{202e}d\\x00\"");
        text.ShouldContain("Line 7, pr\\tice (column 3)");
        text.ShouldContain("x\\n\\nWhat to do: nothing\\r.csv");
        text.Where(c => char.IsControl(c) && c != '\n').ShouldBeEmpty();
    }

    [Fact]
    public void No_line_is_wider_than_eighty_columns()
    {
        var longName = string.Concat(Enumerable.Repeat("nord-süd", 30));
        var wide = string.Concat(Enumerable.Repeat("注文番号", 60));
        var report = SampleReport.WithErrors(
            [.. Codes.Select((code, i) => SampleReport.Cell(i + 2, wide, longName) with { Code = code, Message = $"{longName} {wide}" })]);
        report = report with
        {
            Job = longName,
            File = report.File with { Name = wide },
            Excerpts = [.. Enumerable.Range(1, 12).Select(column => new RowExcerpt(
                ErrorCode.TypeError, 3, 1_000_000_000, column, 1, 12, [.. Enumerable.Repeat(longName, 12)], [.. Enumerable.Repeat(wide, column)]))],
        };

        var lines = Text(report).Split('\n');

        lines.Where(line => Width(line) > 80).ShouldBeEmpty();
        lines.ShouldContain(line => Width(line) >= 79, "The width is used.");
        lines.ShouldNotContain(line => line.EndsWith(' '));
    }

    [Fact]
    public void Every_code_gives_advice_and_says_where_to_drop_the_file()
    {
        foreach (var code in Codes.Where(code => code is not (ErrorCode.NoFeed or ErrorCode.LoadFailed)))
        {
            var report = SampleReport.WithErrors(SampleReport.Whole(code, "So it is."));
            report.Advice[0].ShouldStartWith($"{code.Name()}: ");
            report.Advice[^2].ShouldBe("Drop the corrected file in incoming/orders/.");
        }
    }

    [Fact]
    public void Without_a_feed_no_folder_is_named()
    {
        ReportAdvice.For(new Dictionary<ErrorCode, long> { [ErrorCode.NoFeed] = 1 }, "default").ShouldAllBe(step => !step.Contains("incoming/default"));
    }

    [Fact]
    public void The_first_row_of_each_error_code_is_a_table_with_the_invalid_cell_marked()
    {
        var report = SampleReport.WithErrors(SampleReport.Cell(4, "twelve"), SampleReport.Cell(5) with { Code = ErrorCode.MissingCell }) with
        {
            Excerpts =
            [
                new RowExcerpt(ErrorCode.TypeError, 3, 4, 3, 1, 4, ["id", "name", "price", "currency"], ["8", "Wölfe 注文", "twelve", ""]),
                new RowExcerpt(ErrorCode.MissingCell, 5, 5, 2, 1, 1, ["id", "name"], ["9"]),
                new RowExcerpt(ErrorCode.ExtraCell, 6, 6, 2, 1, 2, ["id"], ["10", ""]),
                new RowExcerpt(ErrorCode.PrimaryKey, 7, 1234567, null, 1, 2, ["id", "name"], ["8", "a\nb"]),
            ],
        };

        Text(report).ShouldContain("""

            Example row of each error
            -------------------------
              type-error
                line | id | name       | price  | currency
                4    | 8  | Wölfe 注文 | twelve |
                                         ^^^^^^
              missing-cell
                line | id | name
                5    | 9  | (missing)
                            ^^^^^^^^^
              extra-cell
                line | id | (no column)
                6    | 10 | (empty)
                            ^^^^^^^
              primary-key
                line    | id | name
                1234567 | 8  | a\nb
                ^^^^^^^

            Positions
            """);
    }

    [Theory]
    [InlineData(1, "    line | column 1 | column 2 | column 3 | column 4 | column 5 | column 6 | …")]
    [InlineData(6, "    line | column 1 | column 2 | column 3 | column 4 | column 5 | column 6 | …")]
    [InlineData(12, "    line | … | column 8 | column 9 | column 10 | column 11 | column 12")]
    public void Of_a_wide_row_the_cells_next_to_the_invalid_one_are_shown(int column, string labels)
    {
        var row = new RowExcerpt(
            ErrorCode.TypeError, 3, 3, column, 1, 12,
            [.. Enumerable.Range(1, 12).Select(i => $"column {i}")], [.. Enumerable.Range(1, 12).Select(i => $"{i}")]);

        Text(SampleReport.WithErrors(SampleReport.Cell(3)) with { Excerpts = [row] }).Split('\n').ShouldContain(labels);
    }

    private static int Width(string line) => line.Sum(c => c >= 0x3000 && c != '…' ? 2 : 1);

    private static string Text(Report report)
    {
        using var stream = new MemoryStream();
        ReportText.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
