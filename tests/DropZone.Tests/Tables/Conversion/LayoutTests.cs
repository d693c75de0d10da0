using System.Text;
using DropZone.Csv.Dialects;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Conversion;

/// <summary>Trailing delimiters, footers and blank rows.</summary>
public sealed class LayoutTests
{
    private static readonly Dialect Comma = new() { Delimiter = ',' };

    [Theory]
    [InlineData("a,b,\n1,2,\n3,4,\n", "a,b\n1,2\n3,4\n")]
    [InlineData("a,b\n1,2,\n3,4,\n", "a,b\n1,2\n3,4\n")]
    [InlineData("a,b,\n1,2\n3,4\n", "a,b\n1,2\n3,4\n")]
    [InlineData("a,b,\r\n1,,\r\n,,\r\n", "a,b\n1,\n")]
    [InlineData("a,b\n1,\n3,4\n", "a,b\n1,\n3,4\n")]
    [InlineData("a,b,\n1,\"\",\n", "a,b\n1,\"\"\n")]
    public void A_trailing_delimiter_is_ignored(string text, string output) =>
        Table.Run(text, Trailing with { BlankRows = BlankRows.Skip }).Output.Replace("\"\"", "", StringComparison.Ordinal)
            .ShouldBe(output.Replace("\"\"", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("a,b,\n1,\n", ErrorCode.MissingCell)]
    [InlineData("a,b\n1,2,\n3,\n", ErrorCode.MissingCell)]
    [InlineData("a,b,\n1,2,3\n", ErrorCode.ExtraCell)]
    [InlineData("a,b,\n1,2,,\n", ErrorCode.ExtraCell)]
    [InlineData("a,b,,\n1,2,,\n", ErrorCode.BlankLabel)]
    public void A_cell_that_may_be_data_is_never_taken_for_it(string text, ErrorCode code) =>
        Table.Run(text, Trailing).Error.Code.ShouldBe(code);

    [Fact]
    public void Without_the_setting_it_is_an_error() => Table.Run("a,b,\n1,2,\n").Error.Code.ShouldBe(ErrorCode.BlankLabel);

    [Theory]
    [InlineData("a,b\n1,2\nTotal,,1\n", 1, null)]
    [InlineData("a,b\n1,2\nTotal: 1 row\n\n \n", 1, null)]
    [InlineData("a,b\r\n1,2\r\nTotal\r\n\"x", 2, null)]
    [InlineData("a,b\n1,2\nTotal,2\n", 1, "^Total")]
    [InlineData("a,b\n1,2\n\nSum;1\nEnd of file", 2, "Sum")]
    [InlineData("a,b\n1,2\n9;000001\n", 1, "^9;[0-9]{6}$")]
    public void A_footer_is_no_data(string text, int rows, string? match)
    {
        for (var chunk = 1; chunk < 8; chunk++)
        {
            var table = Table.Run(text, Footer(rows, match), chunk);
            table.Result.Errors.ShouldBeEmpty();
            table.Output.Replace("\r", "", StringComparison.Ordinal).ShouldBe("a,b\n1,2\n");
        }
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n", 1, null, "is a valid row of data")]
    [InlineData("a,b\n1,2\n3,4\n", 1, "^Total", "does not match footer-match")]
    [InlineData("a,b\n1,2\nTotal,2\nTotal,3\n3,4\n", 1, "^Total", "does not match footer-match")]
    [InlineData("a,b\n1,2\nTotal,2\n", 1, null, "is a valid row of data")]
    public void A_row_of_data_is_never_taken_for_the_footer(string text, int rows, string? match, string message)
    {
        var error = Table.Run(text, Footer(rows, match)).Error;
        error.Code.ShouldBe(ErrorCode.IncorrectFooter);
        error.Message.ShouldContain(message);
    }

    [Fact]
    public void A_footer_of_a_long_file_is_found()
    {
        var rows = string.Concat(Enumerable.Repeat("1,2\n", 400_000));
        Table.Run("a,b\n" + rows + "Total: 400000\n", Footer(1, null)).Output.ShouldBe("a,b\n" + rows);
        Table.Run("a,b\n" + rows, Footer(1, null)).Error.Code.ShouldBe(ErrorCode.IncorrectFooter);
        Table.Run("a,b\n1,2\n" + new string('x', 2 << 20), Footer(1, null)).Result.Errors.ShouldContain(error => error.Code == ErrorCode.IncorrectFooter);
    }

    [Fact]
    public void Rejects_keep_the_footer()
    {
        using var rejects = new MemoryStream();
        var conversion = TableConversion.Compile(Footer(1, null) with { BadRows = BadRows.Split }, out _)!;
        conversion.Run(new MemoryStream("a,b\n1,2\n3\nTotal 2\n"u8.ToArray()), new ConversionOutput(Stream.Null, rejects, () => new MemoryStream()),
            Facts.Of("orders.csv", "job-7"), TestContext.Current.CancellationToken).IsSplit.ShouldBeTrue();
        Encoding.UTF8.GetString(rejects.ToArray()).ShouldBe("a,b\n3\nTotal 2\n");
    }

    [Theory]
    [InlineData("a,b\n1,2\n  ,\t\n")]
    [InlineData("a,b\n1,2\n\u00A0,\u2009\n")]
    [InlineData("a,b\n1,2\n   \n")]
    [InlineData("a,b\n1,2\n,       \n")]
    [InlineData("a,b\n1,2\n\"\",       \n")]
    [InlineData("a,b\n1,2\n\u3000\u3000\u3000\n")]
    public void A_row_of_white_space_is_blank(string text)
    {
        Table.Run(text).Error.Code.ShouldBe(ErrorCode.BlankRow);
        Table.Run(text, new RuleSet { BlankRows = BlankRows.Skip }).Output.ShouldBe("a,b\n1,2\n");
        var rows = string.Concat(Enumerable.Repeat("1,2\n", 300_000));
        Table.Run("a,b\n" + rows + text[4..], new RuleSet { BlankRows = BlankRows.Skip }).Output.ShouldBe("a,b\n" + rows + "1,2\n");
    }

    [Theory]
    [InlineData("a,b\n\" \",\" \"\n")]
    [InlineData("a,b\n ,x\n")]
    [InlineData("a,b\n\u200B,\n")]
    public void Other_rows_are_not_blank(string text) => Table.Run(text).Output.ShouldBe(text);

    [Theory]
    [InlineData("a,b\n1, \"a, b\"\n", "Set skipInitialSpace: true")]
    [InlineData("a,b\n1,\t\"x\"\n", "Set skipInitialSpace: true")]
    [InlineData("a, \"b\"\n1,2\n", "Set skipInitialSpace: true")]
    [InlineData("a,b\n1,=\"001\"\n", "Excel")]
    [InlineData("a,b\n=\"001\",2\n", "Excel")]
    [InlineData("a,b\n1,\"say \\\"x\\\"\"\n", "A backslash precedes a quote")]
    public void A_usual_way_to_misplace_quotes_is_named(string text, string message) =>
        Table.Run(text, new RuleSet { Dialects = [Comma] }).Result.Errors[0].Message.ShouldContain(message);

    [Theory]
    [InlineData("1\u00A0000", "a no-break space (U+00A0)")]
    [InlineData("1\u202F000", "a narrow no-break space (U+202F)")]
    [InlineData("1\u2009000", "a thin space (U+2009)")]
    [InlineData("\u200B1000", "a zero-width space (U+200B)")]
    [InlineData("\"=\"\"1000\"\"\"", "Excel")]
    public void A_character_that_looks_like_a_space_is_named(string cell, string name) =>
        Table.Run($"a,b\n{cell},2\n", Table.Rules(Table.Field("a", FieldType.Number), Table.Field("b")) with { Dialects = [Comma] }).Error.Message.ShouldContain(name);

    [Fact]
    public void A_group_mark_that_looks_like_a_space_is_named() =>
        Table.Run("a,b\nx,2\n", Table.Rules(Table.Field("a", FieldType.Number) with { GroupChar = "\u202F" }, Table.Field("b")) with { Dialects = [Comma] })
            .Error.Message.ShouldContain("grouped by a narrow no-break space (U+202F)");

    private static RuleSet Trailing => new() { Dialects = [Comma with { IgnoresTrailingDelimiter = true }] };

    private static RuleSet Footer(int rows, string? match) => new() { Dialects = [Comma with { FooterRows = rows }], FooterMatch = match };
}
