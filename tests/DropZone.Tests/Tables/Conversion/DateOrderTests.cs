using System.Text;
using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Errors;
using DropZone.Spool.Records;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Transform.Steps.Cell;
using DropZone.Tables.Transform.Steps.Row;
using DropZone.Tables.Validation.Checks;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Conversion;

/// <summary>Dates with the format <c>any</c> have one order of day, month and year per column, proved by the whole file, or are refused.</summary>
public sealed class DateOrderTests
{
    private static readonly DateStep ToIso = new(new Dictionary<string, string> { ["when"] = "%Y-%m-%d" });

    private static readonly RuleSet Rules = Table.Rules(Of(FieldType.Date), Table.Field("n")) with { Steps = [ToIso], Dialects = [new Dialect { Delimiter = ',' }] };

    [Theory]
    [InlineData("03/04/2026 30/11/2026", "2026-04-03 2026-11-30")]
    [InlineData("30/11/2026 03/04/2026", "2026-11-30 2026-04-03")]
    [InlineData("03/04/2026 11/30/2026", "2026-03-04 2026-11-30")]
    [InlineData("03-04-2026 12-12-2026 13-01-2026", "2026-04-03 2026-12-12 2026-01-13")]
    [InlineData("03.04.2026 05.06.2026", "2026-04-03 2026-06-05")] // points: day first
    [InlineData("3.4.2026 05.06.26", "2026-04-03 2026-06-05")]
    [InlineData("03/04/2026 30.11.2026", "2026-04-03 2026-11-30")]
    [InlineData("04/04/2026 12/12/2026", "2026-04-04 2026-12-12")] // both orders give the same day
    [InlineData("2026-03-04 2026/05/06 20261130", "2026-03-04 2026-05-06 2026-11-30")]
    [InlineData("03/04/26 30/11/99", "2026-04-03 1999-11-30")]
    [InlineData("03/04/26 11/30/26", "2026-03-04 2026-11-30")]
    [InlineData("03-04-05 99-12-31", "2003-04-05 1999-12-31")] // the year is first
    [InlineData("26-11-30 03-04-99", "2030-11-26 1999-04-03")] // the second has no year first, the first no month first
    [InlineData("30_Nov_2026 Apr_3,_2026", "2026-11-30 2026-04-03")]
    public void One_order_fits_the_column(string cells, string dates)
    {
        var result = Run(cells);
        result.Result.Errors.ShouldBeEmpty();
        result.Output.ShouldBe("when,n\n" + string.Concat(dates.Split(' ').Select(date => $"{date},x\n")));
    }

    [Theory]
    [InlineData("03/04/2026")]
    [InlineData("03/04/2026 05/06/2026")]
    [InlineData("03-04-2026 2026-11-30")]
    [InlineData("03/04/05 06/07/08")]
    [InlineData("30/11/26")] // 26 November 2030 or 30 November 2026
    [InlineData("26-11-30 26-12-01")]
    [InlineData("03/04/2026 31/02/2026")] // no date in any order proves nothing
    [InlineData("03/04/2026 13/13/2026")]
    public void A_column_that_nothing_decides_is_refused(string cells)
    {
        var result = Run(cells).Result;
        result.Valid.ShouldBeFalse();
        result.Errors[0].Code.ShouldBe(ErrorCode.TypeError);
        result.Errors[0].Line.ShouldBe(2);
        result.Errors[0].Message.ShouldBe("\"when\" is ambiguous: the dates of this column can be read in more than one order of day, month and year. Set format, such as \"%d/%m/%Y\".");
    }

    [Theory]
    [InlineData("30/11/2026 11/30/2026", 2, 3)]
    [InlineData("2026-01-01 11/30/2026 03/04/2026 30/11/2026", 3, 5)]
    [InlineData("30.11.2026 11/30/2026", 2, 3)]
    [InlineData("99-12-31 30/11/2026", 2, 3)]
    [InlineData("03/04/2026 99-12-31", 2, 3)]
    public void Cells_of_two_orders_are_refused_with_the_lines_that_prove_them(string cells, int line, int other)
    {
        var errors = Run(cells).Result.Errors;
        errors.Select(error => (int)error.Line).ShouldBe(Enumerable.Range(2, cells.Split(' ').Length).Where(at => !cells.Split(' ')[at - 2].StartsWith("2026", StringComparison.Ordinal)));
        errors.ShouldAllBe(error => error.Code == ErrorCode.TypeError
            && error.Message == $"\"when\" is ambiguous: the dates of lines {line} and {other} have different orders of day, month and year. Use one order in the whole column.");
    }

    [Theory]
    [InlineData("11.30.2026")] // points: day first
    [InlineData("2026/30/11")]
    [InlineData("31/11/2026")]
    [InlineData("1/2/3")]
    [InlineData("69_Jan_10")]
    [InlineData("2026-11-30_10:00")] // more than a date
    [InlineData("2026-11-30_24:00")]
    public void What_is_no_date_in_any_order_is_refused(string cell) => Run(cell).Error.Message.ShouldContain("is not of type date");

    [Fact]
    public void Rejects_of_a_split_are_rejected_again()
    {
        var rules = Rules with { BadRows = BadRows.Split };
        var split = Run("2026-01-01 30/11/2026 03/04/2026 11/30/2026", rules);
        (split.Result.IsSplit, split.Output).ShouldBe((true, "when,n\n2026-01-01,x\n"));
        Run("30/11/2026 03/04/2026 11/30/2026", rules).Result.Rows.Rejected.ShouldBe(3);
    }

    [Fact]
    public void A_datetime_has_the_order_of_its_column()
    {
        var step = new DateStep(new Dictionary<string, string> { ["when"] = "%Y-%m-%dT%H:%M" });
        Run("03/04/2026_10:30 30/11/2026_7pm 30/11/2026_24:00", Table.Rules(Of(FieldType.DateTime), Table.Field("n")) with { Steps = [step] }).Output
            .ShouldBe("when,n\n2026-04-03T10:30,x\n2026-11-30T19:00,x\n2026-12-01T00:00,x\n");
        Run("03/04/2026_10:30", Table.Rules(Of(FieldType.DateTime), Table.Field("n"))).Error.Message.ShouldContain("ambiguous");
    }

    [Fact]
    public void Bounds_and_filters_use_the_order_of_the_file()
    {
        var bounded = Of(FieldType.Date) with { Constraints = new Constraints { Minimum = "2026-04-01", Maximum = "13/12/2026" } };
        var keep = new FilterStep(true, [new Comparison("when", ComparisonKind.Less, ["2026-05-01"])]);
        var rules = Table.Rules(bounded, Table.Field("n")) with { Steps = [keep] };
        Run("03/04/2026 30/11/2026", rules).Output.ShouldBe("when,n\n03/04/2026,x\n");
        Run("03/04/2026 11/30/2026", rules).Error.Line.ShouldBe(2); // 4 March
    }

    [Fact]
    public void A_bound_that_can_be_read_twice_is_a_problem_of_the_rules() =>
        Table.Problems(Table.Rules(Of(FieldType.Date) with { Constraints = new Constraints { Minimum = "03/04/2026" } }))
            .ShouldHaveSingleItem().Path.ShouldBe("schema.fields[0].constraints.minimum");

    [Fact]
    public void Each_column_has_its_own_order_and_missing_values_none()
    {
        var rules = Table.Rules(Of(FieldType.Date), Of(FieldType.Date) with { Name = "until", MissingValues = ["", "-"] })
            with
        { Steps = [ToIso, new DateStep(new Dictionary<string, string> { ["until"] = "%Y-%m-%d" })] };
        Table.Run("when,until\n03/04/2026,03/04/2026\n30/11/2026,-\n,11/30/2026\n", rules).Output
            .ShouldBe("when,until\n2026-04-03,2026-03-04\n2026-11-30,-\n,2026-11-30\n");
    }

    [Fact]
    public void A_long_table_is_read_whole_before_its_first_row_is_written()
    {
        var rows = string.Concat(Enumerable.Repeat("03/04/2026,x\n", 100_000));
        var output = Table.Run($"when,n\n{rows}30/11/2026,x\n", Rules).Output;
        output.ShouldStartWith("when,n\n2026-04-03,x\n");
        output.ShouldNotContain("2026-03-04");
        Table.Run($"when,n\n{rows}11/30/2026,x\n", Rules, chunk: 4096).Output.ShouldStartWith("when,n\n2026-03-04,x\n");
    }

    [Fact]
    public void The_last_row_of_a_key_is_found_in_the_order_of_the_file()
    {
        var rules = Table.Rules(Of(FieldType.Date), Table.Field("n")) with { Steps = [ToIso, new DeduplicateStep(["when"], true, null)] };
        Table.Run("when,n\n03/04/2026,a\n30/11/2026,b\n3.4.2026,c\n", rules).Output.ShouldBe("when,n\n2026-11-30,b\n2026-04-03,c\n");
    }

    [Fact]
    public void Targets_read_an_unchanged_column_in_the_order_of_its_file()
    {
        string Plain(string cells)
        {
            var column = Run(cells, Table.Rules(Of(FieldType.Date), Table.Field("n"))).Result.Output.ShouldNotBeNull().Columns[0];
            var receipt = ReceiptColumn.Of(column);
            using var plain = new ByteBuffer(16);
            PlainValue.EditFor(receipt.Field(), false)!.Apply(Encoding.UTF8.GetBytes(cells.Split(' ')[0]), plain).ShouldBe(EditOutcome.Changed);
            return $"{receipt.DateOrder} {Encoding.UTF8.GetString(plain.Written)}";
        }

        Plain("03/04/2026 30/11/2026").ShouldBe("day-first 2026-04-03");
        Plain("03/04/2026 11/30/2026").ShouldBe("month-first 2026-03-04");
        Plain("03-04-05 99-12-31").ShouldBe("year-first 2003-04-05");
    }

    private static Field Of(FieldType type) => new() { Name = "when", Type = type, Format = "any" };

    private static Table Run(string cells, RuleSet? rules = null) =>
        Table.Run("when,n\n" + string.Concat(cells.Split(' ').Select(cell => $"{(cell.Contains(',') ? $"\"{cell}\"" : cell).Replace('_', ' ')},x\n")), rules ?? Rules);
}
