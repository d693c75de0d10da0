using DropZone.Csv.Dialects;
using DropZone.Tables.Conversion;
using DropZone.Tables.References;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Steps;
using DropZone.Tables.Transform.Steps.Cell;
using DropZone.Tables.Transform.Steps.Column;
using DropZone.Tables.Transform.Steps.Row;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Transform;

/// <summary>A cell without a value has none after every step, in every form of the output.</summary>
public sealed class NoValueTests
{
    public static TheoryData<string> CellSteps() => ["trim", "upper", "lower", "title", "normalize-space", "unicode", "replace", "pattern", "pad", "mask", "hash", "date", "datetime", "number", "map"];

    [Theory]
    [MemberData(nameof(CellSteps))]
    public void A_step_keeps_a_missing_value_and_the_null_sequence(string key)
    {
        var rules = Rules("NULL", ["", "n/a"]) with { Steps = [Step(key)] };
        Table.Run("id,v\n1,n/a\n2,NULL\n3,\n4,\"n/a\"\n", rules).Output.ShouldBe("id,v\n1,n/a\n2,NULL\n3,\n4,\"n/a\"\n");
    }

    [Theory]
    [InlineData(Quoting.AsRead, "id,v\n1,NULL\n2,\"NULL\"\n3,\"x\"\n")]
    [InlineData(Quoting.Minimal, "id,v\n1,NULL\n2,\"NULL\"\n3,x\n")]
    [InlineData(Quoting.All, "\"id\",\"v\"\n\"1\",NULL\n\"2\",\"NULL\"\n\"3\",\"x\"\n")]
    [InlineData(Quoting.Text, "\"id\",\"v\"\n1,NULL\n2,\"NULL\"\n3,\"x\"\n")]
    public void The_null_sequence_is_never_quoted_and_a_text_like_it_always(Quoting quoting, string expected) =>
        Table.Run("id,v\n1,NULL\n2,\"NULL\"\n3,\"x\"\n", Rules("NULL") with { Output = new OutputDialect { Quoting = quoting } }).Output.ShouldBe(expected);

    [Theory]
    [InlineData(Quoting.AsRead, "id;v\n1;\n2;\"\"\n")]
    [InlineData(Quoting.Minimal, "id;v\n1;\n2;\"\"\n")]
    [InlineData(Quoting.All, "\"id\";\"v\"\n\"1\";\n\"2\";\"\"\n")]
    [InlineData(Quoting.Text, "\"id\";\"v\"\n1;\n2;\"\"\n")]
    public void With_an_empty_null_sequence_an_empty_text_is_quoted_and_no_value_is_nothing(Quoting quoting, string expected) =>
        Table.Run("id,v\n1,\n2,\"\"\n", Rules("") with { Output = new OutputDialect { Quoting = quoting, Delimiter = ';' } }).Output.ShouldBe(expected);

    [Fact]
    public void With_an_empty_null_sequence_only_nothing_is_missing_unless_the_schema_says_otherwise()
    {
        Field[] fields = [Table.Field("id"), Table.Field("v", constraints: new Constraints { Required = true })];
        RuleSet Required(TableSchema schema) => new() { Dialects = [new Dialect { NullSequence = "" }], Schemas = [schema] };
        Table.Run("id,v\n1,\"\"\n", Required(new TableSchema { Fields = fields })).Result.Valid.ShouldBeTrue();
        Table.Run("id,v\n1,\n", Required(new TableSchema { Fields = fields })).Result.Valid.ShouldBeFalse();
        Table.Run("id,v\n1,\"\"\n", Required(new TableSchema { Fields = fields, MissingValues = [""] })).Result.Valid.ShouldBeFalse();
    }

    [Fact]
    public void A_row_of_empty_texts_is_not_blank_where_nothing_is_no_value()
    {
        var rules = Rules("") with { BlankRows = BlankRows.Skip };
        Table.Run("id,v\n\"\",\"\"\n,\n", rules).Output.ShouldBe("id,v\n\"\",\"\"\n");
    }

    [Fact]
    public void A_single_column_without_a_value_is_an_empty_line_where_nothing_is_no_value() =>
        Table.Run("id,v\n1,\n2,\"\"\n3,x\n", Rules("") with { Steps = [new SelectStep(["v"])], Output = new OutputDialect { Quoting = Quoting.Minimal } })
            .Output.ShouldBe("v\n\n\"\"\nx\n");

    [Fact]
    public void Columns_made_of_a_cell_without_a_value_have_none()
    {
        var steps = new TransformStep[]
        {
            new SplitColumnStep("v", "/", ["a", "b"]), new JoinColumnsStep(["v"], "-", "c"),
            new AddStep(new Dictionary<string, string> { ["d"] = "{v}", ["e"] = "<{v}>" }),
        };
        var text = "id,v\n1,n/a\n2,x/y\n";
        Table.Run(text, Rules(null, ["n/a"]) with { Steps = steps }).Output.ShouldBe("id,v,a,b,c,d,e\n1,n/a,,,,,<>\n2,x/y,x,y,x/y,x/y,<x/y>\n");
        Table.Run(text.Replace("n/a", "NULL", StringComparison.Ordinal), Rules("NULL") with { Steps = steps }).Output
            .ShouldBe("id,v,a,b,c,d,e\n1,NULL,NULL,NULL,NULL,NULL,<>\n2,x/y,x,y,x/y,x/y,<x/y>\n");
    }

    [Fact]
    public void A_missing_part_of_a_split_has_no_value_and_an_empty_part_is_a_text() =>
        Table.Run("id,v\n1,x/\n2,x\n", Rules("") with { Steps = [new SplitColumnStep("v", "/", ["a", "b"])] }).Output.ShouldBe("id,v,a,b\n1,x/,x,\"\"\n2,x,x,\n");

    [Fact]
    public void A_value_never_becomes_a_missing_value_by_its_case()
    {
        var table = Table.Run("id,v\n1,na\n2,NA\n", Rules(null, ["NA"]) with { Steps = [new UpperStep(["v"])] });
        (table.Error.Row, table.Error.Field).ShouldBe((2, "v"));
        table.Error.Message.ShouldContain("missing values");
        Table.Run("id,v\n1,null\n", Rules("NULL") with { Steps = [new UpperStep(["v"])] }).Output.ShouldBe("id,v\n1,\"NULL\"\n");
    }

    [Fact]
    public void A_map_may_name_a_missing_value_and_a_default_fills_it()
    {
        var map = new MapStep(new Dictionary<string, CellMap> { ["v"] = new(new Dictionary<string, string> { ["n/a"] = "none" }, new Absent(AbsentKind.Fail)) });
        Table.Run("id,v\n1,n/a\n2,NULL\n", Rules("NULL", ["n/a"]) with { Steps = [map] }).Output.ShouldBe("id,v\n1,none\n2,NULL\n");
        var fill = new DefaultStep(new Dictionary<string, string> { ["v"] = "0" });
        Table.Run("id,v\n1,n/a\n2,NULL\n3,\"NULL\"\n", Rules("NULL", ["n/a"]) with { Steps = [fill] }).Output.ShouldBe("id,v\n1,0\n2,0\n3,\"NULL\"\n");
    }

    [Fact]
    public void No_value_is_not_the_key_of_a_text_and_finds_nothing_in_a_reference()
    {
        var rules = Rules("NULL") with { Steps = [new DeduplicateStep(["id", "v"], LastWins: false, null)] };
        Table.Run("id,v\n1,NULL\n1,\"NULL\"\n1,NULL\n", rules).Output.ShouldBe("id,v\n1,NULL\n1,\"NULL\"\n");
        var reference = new ReferenceTable("r", new Dialect { NullSequence = "NULL" }, () => new MemoryStream("key,name\nx,NULL\ny,Anna\n"u8.ToArray()));
        var lookup = new LookupStep("r", [("v", "key")], [("name", "name")], new Dictionary<string, string>());
        Table.Run("id,v\n1,x\n2,y\n3,NULL\n", Rules("NULL") with { Steps = [lookup], References = [reference] }).Output
            .ShouldBe("id,v,name\n1,x,NULL\n2,y,Anna\n3,NULL,NULL\n");
    }

    [Fact]
    public void The_guard_of_formulas_leaves_what_means_no_value() =>
        Table.Run("id,v\n1,-\n2,=1\n", Rules("-") with { Output = new OutputDialect { FormulaGuard = FormulaGuard.Escape } }).Output.ShouldBe("id,v\n1,-\n2,'=1\n");

    [Fact]
    public void A_null_sequence_that_the_output_would_cut_is_a_problem() =>
        Table.Problems(Rules("a;b") with { Output = new OutputDialect { Delimiter = ';' } }).ShouldHaveSingleItem().Path.ShouldBe("output.delimiter");

    [Theory]
    [InlineData("1234567.5", "12,34,567.5")]
    [InlineData("-123456", "-1,23,456")]
    [InlineData("999", "999")]
    public void Numbers_are_grouped_as_in_India(string cell, string expected)
    {
        var step = new NumberStep(new Dictionary<string, NumberForm> { ["v"] = new(".", ",", null, MidpointRounding.ToEven, DigitGrouping.Indian) });
        Table.Run($"id,v\n1,{cell}\n", Rules(null) with { Steps = [step], Output = new OutputDialect { Delimiter = ';' } }).Output.ShouldBe($"id;v\n1;{expected}\n");
    }

    [Fact]
    public void A_number_is_not_rounded_twice()
    {
        var step = new NumberStep(new Dictionary<string, NumberForm> { ["v"] = new(".", "", 2, MidpointRounding.AwayFromZero) });
        Table.Run("id,v\n1,1.00499999999999999999999999999999\n", Rules(null) with { Steps = [step] }).Error.Message.ShouldContain("at most 28 digits");
        Table.Run("id,v\n1,1.0049999\n", Rules(null) with { Steps = [step] }).Output.ShouldBe("id,v\n1,1.00\n");
    }

    private static RuleSet Rules(string? nullSequence, IReadOnlyList<string>? missing = null)
    {
        var schema = new TableSchema { Fields = [new Field { Name = "id" }, new Field { Name = "v" }] };
        return new RuleSet { Dialects = [new Dialect { NullSequence = nullSequence }], Schemas = [missing is null ? schema : schema with { MissingValues = missing }] };
    }

    private static TransformStep Step(string key)
    {
        Dictionary<string, T> Of<T>(T value) => new() { ["v"] = value };
        return key switch
        {
            "trim" => new TrimStep(["v"]),
            "upper" => new UpperStep(["v"]),
            "lower" => new LowerStep(["v"]),
            "title" => new TitleStep(["v"]),
            "normalize-space" => new NormalizeSpaceStep(["v"]),
            "unicode" => new UnicodeStep(["v"]),
            "replace" => new ReplaceStep(Of(new Replacement("n", "x", false))),
            "pattern" => new ReplaceStep(Of(new Replacement("^.*$", "x", true))),
            "pad" => new PadStep(Of(new Padding(9, "0", false))),
            "mask" => new MaskStep(Of(new Masking(0, 1, "*"))),
            "hash" => new HashStep(["v"], new HashKey("0123456789abcdef"u8.ToArray())),
            "date" => new DateStep(Of("%d.%m.%Y")),
            "datetime" => new DateTimeStep(Of(new DateTimeForm(null, DateTimeForm.Standard, TimeZoneInfo.Utc, TimeZoneInfo.Utc, RepeatedTime.Fail))),
            "number" => new NumberStep(Of(new NumberForm(",", "", 2, MidpointRounding.ToEven))),
            "map" => new MapStep(Of(new CellMap(new Dictionary<string, string> { ["x"] = "y" }, new Absent(AbsentKind.Fail)))),
            _ => throw new ArgumentOutOfRangeException(nameof(key)),
        };
    }
}
