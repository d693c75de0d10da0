using DropZone.Errors;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Inference;

/// <summary>Samples that were saved by a spreadsheet or by hand: padded titles, several tables, delimiters at the end, empty rows.</summary>
public sealed class SpreadsheetSampleTests
{
    [Theory]
    [InlineData("Bericht,,\n,,\nid,name,qty\n1,a,5\n2,b,6\n3,c,7\n", 2)]
    [InlineData("Bericht,,\nid,name,qty\n1,a,5\n2,b,6\n", 1)]
    [InlineData("Bericht,Juni,\n,,\nid,name,qty\n1,a,5\n2,b,6\n", 2)]
    [InlineData("Bericht;;\nStand 1.1.2026;;\n;;\nid;name;qty\n1;;5\n2;b;\n", 3)]
    [InlineData("Bericht,,\n\nid,name,qty\n1,a,5\n", 2)]
    [InlineData("Bericht,,,\n,,,\nid,name,qty,\n1,a,5,\n2,b,6,\n", 2)]
    public void Titles_padded_with_delimiters_are_skipped(string text, int titles)
    {
        var inferred = InferredFeed.From(text);
        inferred.Feed.Rules.Dialects[0].CommentRows.ShouldBe(Enumerable.Range(1, titles));
        inferred.Schema.Fields.Select(field => field.Name).ShouldBe(["id", "name", "qty"]);
        inferred.Yaml.ShouldContain("# Rows above the header are not part of the table.");
    }

    [Theory]
    [InlineData("Bericht,,\n,,\nname,city,x\na,b,c\nd,e,f\n")]
    [InlineData("Bericht,,\nname,city,x\na,b,c\n")]
    [InlineData("name,,\nAnn,5,6\nBob,7,8\n")]
    public void Titles_above_a_header_that_nothing_proves_are_reported(string text) => InferredFeed.Fault(text).Code.ShouldBe(ErrorCode.MissingCell);

    [Theory]
    [InlineData("c1,c2,\n1,2,x\n3,4,\n", "c1 c2 field3")]
    [InlineData(",a,b\n0,1,2\n1,3,4\n", "field1 a b")]
    [InlineData("id,name,note\n1,,\n2,b,c\n", "id name note")]
    public void A_header_or_row_with_empty_cells_is_no_title(string text, string names)
    {
        var inferred = InferredFeed.From(text);
        string.Join(' ', inferred.Schema.Fields.Select(field => field.Name)).ShouldBe(names);
    }

    [Theory]
    [InlineData("c1,c2\n1,2,\n3,4,\n", "c1 c2")]
    [InlineData("c1,c2,\n1,2,\n3,,\n", "c1 c2")]
    [InlineData("c1;c2;c3\n1;2;3;\n3;4;5;\n", "c1 c2 c3")]
    [InlineData("c1\n1,\n2,\n", "c1")]
    [InlineData("name\nAnn,\nBob,\n", "name")]
    [InlineData("#id,name\n1,a,\n2,b,\n", "#id name")]
    [InlineData("1,2,\n3,4,\n", "field1 field2")]
    [InlineData("c1\tc2\t\r\n1\t2\t\r\n\r\n", "c1 c2")]
    public void A_delimiter_at_the_end_of_every_row_is_ignored(string text, string names)
    {
        var inferred = InferredFeed.From(text);
        inferred.Yaml.ShouldContain("\ntrailing-delimiter: ignore\n");
        string.Join(' ', inferred.Schema.Fields.Select(field => field.Name)).ShouldBe(names);
    }

    [Theory]
    [InlineData("c1,c2,c3\n1,2,\n3,4,\n")]
    [InlineData("c1,c2,\n1,2,\n3,4,5\n")]
    [InlineData("c1,c2,\n1,2,\"\"\n3,4,\n")]
    public void An_empty_column_is_a_column(string text) => InferredFeed.From(text).Yaml.ShouldNotContain("trailing-delimiter");

    [Theory]
    [InlineData("id,name\n1,a\n2,b\n\norder,total\nx,5\ny,6\n", 5)]
    [InlineData("id,name\n1,a\n2,b\norder,total\nx,5\ny,6\n", 4)]
    [InlineData("id,name\n1,a\n2,b\n3,c\n,\ncity,country\nUlm,DE\n", 6)]
    [InlineData("1,a\n2,b\n,\ncity,country\nUlm,DE\n", 4)]
    [InlineData("id,qty\n1,5\n2,6\nnr,menge\n3,7\n", 4)]
    [InlineData("day,name\n2026-01-02,a\n2026-01-03,b\ncity,total\nUlm,5\n", 4)]
    public void Another_table_below_is_reported(string text, long line)
    {
        var fault = InferredFeed.Fault(text);
        (fault.Code, fault.Line).ShouldBe((ErrorCode.JoinedFiles, line));
    }

    [Theory]
    [InlineData("id,name\n1,a\n2,b\n\n3,c\n")]
    [InlineData("code,name\n1,a\n2,b\nx,y\nz,w\n3,c\n")]
    [InlineData("id,name\n1,a\n2,b\nTotal,x\n")]
    [InlineData("id,name\n1,a\n2,b\nNA,x\n3,c\n")]
    public void Words_among_numbers_are_no_table(string text) => InferredFeed.From(text);

    [Theory]
    [InlineData("id,name\n1,a\n\"\",\"\"\n2,b\n", 3)]
    [InlineData("id\n1\n\"\"\n2\n", 3)]
    [InlineData("id,name\n\"\",\"\"\n", 2)]
    [InlineData("id,name\n1,a\n\"\",\n", 3)]
    public void A_row_of_empty_cells_in_quotes_is_not_lost_as_blank(string text, long line) =>
        (InferredFeed.Fault(text) is var fault ? (fault.Code, fault.Line) : default).ShouldBe((ErrorCode.BlankRow, line));

    [Theory]
    [InlineData("id,n\n9007199254740993,1\n9007199254740994,2\n", "more than 15 digits")]
    [InlineData("id,n\n0123,1\n4567,2\n", "leading zeros")]
    [InlineData("id,v\n1,1.5\n2,NaN\n3,2.5\n", "NaN is read as a missing value")]
    [InlineData("id,  name\n1,  a\n2,   b\n", "spaces at the start of a cell are no part of it")]
    public void Comments_give_the_cause(string text, string comment) => InferredFeed.From(text).Yaml.ShouldContain(comment);
}
