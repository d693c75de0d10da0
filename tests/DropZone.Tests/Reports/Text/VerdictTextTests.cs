using DropZone.Reports.Model;
using DropZone.Reports.Text;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tests.Tables;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Reports.Text;

public sealed class VerdictTextTests
{
    private static readonly RuleSet Orders = Table.Rules(Table.Field("id"), Table.Field("price", FieldType.Number));

    [Fact]
    public void A_valid_file_is_one_line() => Text("id,price\n1,2\n").ShouldBe("orders.csv: valid, 1 row\n");

    [Fact]
    public void Errors_are_grouped_by_code_with_their_number_the_first_of_them_and_the_remedy()
    {
        var text = Text("id,price\n" + string.Concat(Enumerable.Repeat("1,x\n", 9)) + "2\n");
        text.ShouldStartWith("orders.csv: invalid, 10 errors with 2 codes in 10 of 10 rows\n\n  type-error: Wrong type, 9\n    Row 2, line 2, column 2 (price):\n      \"x\"\n");
        text.ShouldContain("    and 4 more\n    Remedy: Correct the cell.");
        text.ShouldContain("  missing-cell: Too few cells, 1\n");
    }

    [Fact]
    public void It_is_at_most_80_columns_wide_and_hides_nothing()
    {
        var evil = "\u001b[31m\u202e" + string.Concat(Enumerable.Repeat("語", 300));
        var text = Text($"id,price\n1,{evil}\n2\n", name: $"/a/{new string('n', 200)}/\u001b]0;x\u0007.csv");
        text.Split('\n').ShouldAllBe(line => TextWidth.Of(line) <= 80);
        text.ShouldNotContain('\u001b');
        text.ShouldNotContain('\u202e');
        text.ShouldContain("\\x1b[31m\\u{202e}");
    }

    [Fact]
    public void Colours_are_only_added()
    {
        var coloured = Text("id,price\n1,x\n", colour: true);
        coloured.ShouldStartWith("\u001b[31morders.csv: invalid");
        System.Text.RegularExpressions.Regex.Replace(coloured, "\u001b\\[[0-9]+m", "").ShouldBe(Text("id,price\n1,x\n"));
    }

    [Fact]
    public void A_file_that_the_rules_would_split_is_invalid_and_says_so() =>
        Text("id,price\n1,x\n2,3\n", rules: Orders with { BadRows = BadRows.Split }).Replace("\n", " ", StringComparison.Ordinal)
            .ShouldStartWith("orders.csv: invalid, 1 error in 1 of 2 rows; the feed would split it and deliver the good rows");

    private static string Text(string table, bool colour = false, string name = "orders.csv", RuleSet? rules = null)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        new VerdictText(writer, colour).Write(new Verdict(name, Table.Run(table, rules ?? Orders).Result));
        return writer.ToString();
    }
}
