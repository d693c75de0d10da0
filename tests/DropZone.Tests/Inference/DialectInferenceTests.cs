using System.Text;
using DropZone.Csv.Dialects;
using DropZone.Errors;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Inference;

/// <summary>The dialect of the samples: delimiter, quotes, header, rows above it, encoding.</summary>
public sealed class DialectInferenceTests
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_delimiter_is_found_and_written_down(char delimiter) =>
        Dialect($"id{delimiter}name\n1{delimiter}a\n").Delimiter.ShouldBe(delimiter);

    [Fact]
    public void Single_quotes_around_delimiters_or_double_quotes_are_found()
    {
        Dialect("id,name\n1,'a, b'\n2,'c'\n").QuoteChar.ShouldBe('\'');
        Dialect("id,name\n1,'say \"x\"'\n2,'c'\n").QuoteChar.ShouldBe('\'');
    }

    [Fact]
    public void Quotes_that_do_not_enclose_cells_are_text_and_reported()
    {
        var inferred = InferredFeed.From("id,name\n1,5\" pipe\n2,6\" pipe\n");
        inferred.Feed.Rules.Dialects[0].EscapeChar.ShouldBe('\\');
        inferred.Yaml.ShouldContain("# Some quotes do not enclose a cell");
    }

    [Fact]
    public void Spaces_after_the_delimiters_are_no_part_of_the_cells()
    {
        var inferred = InferredFeed.From("id, name, price\n1, \"a, b\", 2.5\n");
        inferred.Feed.Rules.Dialects[0].SkipInitialSpace.ShouldBeTrue();
        inferred.Schema.Fields.Select(field => (field.Name, field.Type)).ShouldBe([("id", FieldType.Integer), ("name", FieldType.String), ("price", FieldType.Number)]);
    }

    [Theory]
    [InlineData("\"id\", \"name\"\n1, a\n2, b\n")]
    [InlineData("\"id\", \"name\"\n\"1\", \"a, b\"\n")]
    [InlineData("id, \"name\"\n1, \"a\"\n")]
    [InlineData("id,name\n1, \"a, b\"\n")]
    [InlineData("id; \"name\"\n1; \"a\"\"b\"\n")]
    public void Quotes_after_a_space_enclose_cells(string text)
    {
        var inferred = InferredFeed.From(text);
        inferred.Feed.Rules.Dialects[0].SkipInitialSpace.ShouldBeTrue();
        inferred.Schema.Fields.Select(field => (field.Name, field.Type)).ShouldBe([("id", FieldType.Integer), ("name", FieldType.String)]);
    }

    [Theory]
    [InlineData("id,name\n1,5\" pipe\n2,\"6\"\n", 2)] // would keep the quotes of the second row
    [InlineData("id,name\n1,5\" pipe\n2,C:\\temp\n", 2)] // would lose the backslash
    public void Quotes_are_no_text_where_that_changes_other_cells(string text, int line) => InferredFeed.Fault(text).Line.ShouldBe(line);

    [Theory]
    [InlineData("id\tname\tamount\n1\ta\t1,5\n2\tb\t2,5\n", '\t')]
    [InlineData("1;2,5\n2;3,5\n3;4,5\n", ';')]
    [InlineData("1,5\n2,5\n3,5\n", ',')]
    public void Commas_in_numbers_are_no_delimiter_beside_another_one(string text, char delimiter) => Dialect(text).Delimiter.ShouldBe(delimiter);

    [Theory]
    [InlineData("id,qty\n1,5\nid,qty\n2,6\n", ErrorCode.RepeatedHeader)]
    [InlineData("id,qty\n1,5\n\uFEFFid,qty\n2,6\n", ErrorCode.JoinedFiles)]
    [InlineData("name,city\nAnn,Rome\nname,city\nBob,Oslo\n", ErrorCode.RepeatedHeader)]
    public void A_header_in_the_middle_is_reported(string text, ErrorCode code)
    {
        var fault = InferredFeed.Fault(text);
        (fault.Code, fault.Line).ShouldBe((code, 3));
    }

    [Fact]
    public void A_footer_turns_no_row_of_data_into_a_header()
    {
        var inferred = InferredFeed.From("1,5\n2,6\n3,7\nTotal,n/a\n");
        inferred.Feed.Rules.Dialects[0].Header.ShouldBeFalse();
        inferred.Yaml.ShouldContain("# All values but that of line 4 are of type integer");
        InferredFeed.From("6,19/10/2026\n5,04/08/2026\n4,08/23/2026\n").Feed.Rules.Dialects[0].Header.ShouldBeFalse();
        InferredFeed.From("c,2019-01-01,2020\nDE,1.5,2.5\nFR,2.5,3.5\n").Feed.Rules.Dialects[0].Header.ShouldBeTrue();
    }

    [Fact]
    public void A_file_without_a_header_gets_names_and_a_note()
    {
        var inferred = InferredFeed.From("1,2026-01-01\n2,2026-01-02\n");
        inferred.Feed.Rules.Dialects[0].Header.ShouldBeFalse();
        inferred.Schema.Fields.Select(field => field.Name).ShouldBe(["field1", "field2"]);
        inferred.Yaml.ShouldContain("The first row looks like data");
    }

    [Fact]
    public void A_header_of_empty_labels_is_ignored()
    {
        var inferred = InferredFeed.From("id,,id\n1,a,2\n");
        var dialect = inferred.Feed.Rules.Dialects[0];
        (dialect.Header, inferred.Schema.Fields.Select(field => field.Name)).ShouldSatisfyAllConditions(
            found => found.Header.ShouldBeFalse(),
            found => found.Item2.ShouldBe(["id", "field2", "id-2"]));
        dialect.CommentRows.ShouldBe([1]);
    }

    [Fact]
    public void Titles_above_the_header_are_ignored()
    {
        var inferred = InferredFeed.From("Sales\nprinted today\nid,name\n1,a\n2,b\n");
        inferred.Feed.Rules.Dialects[0].CommentRows.ShouldBe([1, 2]);
        inferred.Schema.Fields.Select(field => field.Name).ShouldBe(["id", "name"]);
    }

    [Fact]
    public void Titles_of_several_cells_are_of_another_width_than_the_table() =>
        InferredFeed.From("Sales;2026\nid;name;qty;price\n1;a;2;3\n2;b;3;4\n").Feed.Rules.Dialects[0].CommentRows.ShouldBe([1]);

    [Fact]
    public void Comments_above_the_header_are_ignored() => Dialect("# by hand\n# twice\nid,name\n1,a\n").CommentChar.ShouldBe('#');

    [Fact]
    public void The_encoding_of_text_that_is_not_utf_8_is_guessed_and_reported_as_a_guess()
    {
        var inferred = InferredFeed.From(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("id,name\n1,Jürgen\n2,50 €\n"));
        inferred.Feed.Rules.Dialects[0].Encoding.ShouldBe("windows-1252");
        inferred.Yaml.ShouldContain("is a guess");
        InferredFeed.From(Encoding.Unicode.GetBytes("id,name\n1,Jürgen\n2,x\n")).Feed.Rules.Dialects[0].Encoding.ShouldBe("utf-16le");
        InferredFeed.From([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("id,name\n1,ü\n")]).Feed.Rules.Dialects[0].Encoding.ShouldBeNull();
    }

    [Fact]
    public void Blank_rows_are_skipped_where_the_samples_have_some()
    {
        InferredFeed.From("id,name\n1,a\n,\n2,b\n").Feed.Rules.BlankRows.ShouldBe(BlankRows.Skip);
        InferredFeed.From("id,name\n1,a\n2,b\n").Feed.Rules.BlankRows.ShouldBe(BlankRows.Fail);
    }

    [Fact]
    public void Several_samples_are_one_table_or_the_difference_is_reported()
    {
        InferredFeed.From("id,n\n1,a\n", "id,n\nx,b\n").Schema.Fields[0].Type.ShouldBe(FieldType.String);
        InferredFeed.Fault("id,n\n1,a\n", "id,m\n1,a\n").ShouldSatisfyAllConditions(
            fault => (fault.Sample, fault.Code, fault.Line).ShouldBe(("sample-2.csv", ErrorCode.IncorrectLabel, 1)),
            fault => fault.Message.ShouldContain("differs from that of sample-1.csv"));
        InferredFeed.Fault("id,n\n1,a\n", "id\n1\n").Sample.ShouldBe("sample-2.csv");
    }

    [Theory]
    [InlineData("", ErrorCode.EmptyFile, 0)]
    [InlineData("a,b,c\n1,2,3\n4,5\n", ErrorCode.MissingCell, 3)]
    [InlineData("id,name,qty\n1,a,5\n2,b,6,X\n3,c,7\n", ErrorCode.ExtraCell, 3)]
    [InlineData("id,name,qty\n1,a,5\n2,b,6,X\n3,c,7\n4,d,8\n5,e,9\n", ErrorCode.ExtraCell, 3)]
    [InlineData("id,name,qty\n1,a,5\n2,b\n3,c,7\n4,d,8\n", ErrorCode.MissingCell, 3)]
    [InlineData("id;name\n1;a;\n2;b\n3;c\n4;d\n", ErrorCode.ExtraCell, 2)]
    [InlineData("name\nAnn,Rome\nBob,Oslo\n", ErrorCode.ExtraCell, 2)]
    [InlineData("id\n1,a,5\n2,b,6\n", ErrorCode.ExtraCell, 2)]
    [InlineData("id,name,qty,x,y\n1,a,5\n2,b,6\n", ErrorCode.MissingCell, 2)]
    [InlineData("a,b,c\n1,2,3\n4,5,6\nTotal,6\nMean,2\n", ErrorCode.MissingCell, 4)]
    [InlineData("a,b\n1,2\nid,name,city,qty\n1,x,y,5\n2,x,y,6\n", ErrorCode.ExtraCell, 3)]
    [InlineData("# a title\ntag,qty\n#1,5\n#2,6\n", ErrorCode.ExtraCell, 2)]
    [InlineData("%PDF-1.7\n1,2\n", ErrorCode.NotCsv, 0)]
    public void A_sample_that_is_no_table_is_reported_with_its_line(string text, ErrorCode code, long line)
    {
        var fault = InferredFeed.Fault(text);
        (fault.Code, fault.Line).ShouldBe((code, line));
    }

    [Fact]
    public void Names_with_a_meaning_in_yaml_are_read_back_unchanged() =>
        InferredFeed.From("yes,\"a: b\",#c,{d},-,null,\"e\"\"f\",1.0,é,\"g\\h\"\nx,x,x,x,x,x,x,x,x,x\n").Schema.Fields.Select(field => field.Name)
            .ShouldBe(["yes", "a: b", "#c", "{d}", "-", "null", "e\"f", "1.0", "é", "g\\h"]);

    private static Dialect Dialect(string text) => InferredFeed.From(text).Feed.Rules.Dialects[0];
}
