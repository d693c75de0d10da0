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
    [InlineData("c1,c2\n1,2,\n3,4,\n", ErrorCode.ExtraCell, 2)]
    [InlineData("c1;c2;c3\n1;2;3;\n3;4;5;\n", ErrorCode.ExtraCell, 2)]
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
