using System.Text;
using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Errors;
using DropZone.Spool.Records;
using DropZone.Tables.Conversion;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Cells;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Plan;
using DropZone.Tables.Transform.Steps;
using DropZone.Tables.Transform.Steps.Cell;
using DropZone.Tables.Transform.Steps.Column;
using DropZone.Tables.Transform.Steps.Row;
using DropZone.Tables.Validation.Checks;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Transform;

/// <summary>A column that a step edits keeps the values that its schema gives to its cells, or the row is refused.</summary>
public sealed class EditedValueTests
{
    private const string Refused = "refused";

    private static readonly Field Marked = new() { Name = "v", Type = FieldType.Number, DecimalChar = ",", GroupChar = "." };
    private static readonly Field Inverted = new() { Name = "v", Type = FieldType.Boolean, TrueValues = ["0"], FalseValues = ["1"] };
    private static readonly Field DayFirst = new() { Name = "v", Type = FieldType.Date, Format = "%Y-%d-%m" };
    private static readonly Field Local = new() { Name = "v", Type = FieldType.DateTime, Format = "%d/%m/%Y %H:%M" };

    [Theory]
    [InlineData("trim")]
    [InlineData("normalize-space")]
    [InlineData("unicode")]
    [InlineData("upper")]
    [InlineData("default")]
    [InlineData("derive")]
    [InlineData("trim upper default derive")]
    public void A_step_that_changes_no_value_leaves_the_format_of_the_schema(string keys)
    {
        TransformStep[] steps = [.. keys.Split(' ').Select(Step)];
        Value("1.234", Marked, steps).ShouldBe("1234");
        Value("-1.234,50", Marked, steps).ShouldBe("-1234.50");
        Value("0", Inverted, steps).ShouldBe("true");
        Value("2026-03-04", DayFirst, With(steps, "2026-31-12")).ShouldBe("2026-04-03");
        Value("03/04/2026 06:30", Local, With(steps, "31/12/2026 00:00")).ShouldBe("2026-04-03T06:30:00.000000");
        Value("1.234", Marked with { Type = FieldType.Integer }, steps).ShouldBe("1234");
        Value("€ 1.234", Marked with { BareNumber = false }, steps).ShouldBe("1234");
    }

    [Theory]
    [InlineData("replace")]
    [InlineData("map")]
    [InlineData("pad")]
    [InlineData("constant")]
    [InlineData("derived with text")]
    public void A_step_that_may_change_values_refuses_a_row_whose_cell_has_two(string keys)
    {
        TransformStep[] steps = [.. keys.Split('+').Select(Step)];
        Value("1.234", Marked, steps).ShouldBeOneOf(Refused, "constant");
        Value("0", Inverted, steps).ShouldBeOneOf(Refused, "constant", "-0");
        Value("2026-03-04", DayFirst, steps).ShouldBeOneOf(Refused, "constant", "-2026-03-04");
        Value("2026-04-04", DayFirst, steps).ShouldBeOneOf("2026-04-04", "constant", "-2026-04-04");
        Value("1234", Marked, steps).ShouldBeOneOf("1234", "0001234", "constant", "-1234", "-1234");
    }

    [Fact]
    public void Nothing_is_refused_where_no_target_reads_values()
    {
        var table = Table.Run("v\n\"1,500\"\n", Rules(Marked, Replace(",", ".")) with { AreRead = false });
        table.Output.ShouldBe("v\n1.500\n");
    }

    [Theory]
    [InlineData("1,5", "1.5")]
    [InlineData("1.234,50", "1234.50")]
    [InlineData("1,500", Refused)]
    [InlineData("1.234", "1234")]
    public void Marks_that_are_replaced_by_plain_ones_give_plain_numbers(string cell, string expected) =>
        Value(cell, Marked, Replace(".", ""), Replace(",", ".")).ShouldBe(expected);

    [Fact]
    public void A_refused_row_names_its_column_and_the_remedy()
    {
        var error = Table.Run("v\n\"1,500\"\n", Rules(Marked, Replace(",", "."))).Error;
        error.Code.ShouldBe(ErrorCode.TransformError);
        error.Column.ShouldBe(1);
        error.Message.ShouldContain("has two values");
        error.Message.ShouldContain("Put a step `number` before");
        error.Message.ShouldNotContain("500");
    }

    [Theory]
    [InlineData("trim", "1.234", "1234")]
    [InlineData("default", "1.234,5", "1234.5")]
    [InlineData("map", "1.234", Refused)]
    [InlineData("map", "1.234,5", "1234.5")]
    [InlineData("number", "1.234,5", "1234.5")]
    public void Numbers_are_read_by_their_marks_behind_other_steps(string key, string cell, string expected) =>
        Value(cell, Marked, Step(key), Number(".", "")).ShouldBe(expected);

    [Fact]
    public void Chained_steps_of_numbers_read_what_the_one_before_wrote() =>
        Value("1234567,5", Marked, Number(",", "."), Step("trim"), Number(".", "'"), Number(".", "")).ShouldBe("1234567.5");

    [Theory]
    [InlineData("trim", "1.234", true)]
    [InlineData("default", "999", false)]
    [InlineData("number", "1.234", true)]
    public void A_filter_compares_by_the_type_behind_other_steps(string key, string cell, bool isKept)
    {
        var filter = new FilterStep(Keeps: true, [new Comparison("v", ComparisonKind.More, ["1000"])]);
        Table.Run($"v\n\"{cell}\"\n", Rules(Marked, Step(key), filter)).Result.Rows.Out.ShouldBe(isKept ? 1 : 0);
    }

    [Fact]
    public void A_filter_behind_a_map_refuses_a_cell_with_two_values()
    {
        var filter = new FilterStep(Keeps: true, [new Comparison("v", ComparisonKind.More, ["1000"])]);
        Table.Run("v\n1.234\n", Rules(Marked, Step("map"), filter)).Error.Message.ShouldContain("has two values");
    }

    [Fact]
    public void A_date_is_read_in_its_format_behind_a_map()
    {
        var written = new DateStep(new Dictionary<string, string> { ["v"] = "%Y-%m-%d" });
        var field = new Field { Name = "v", Type = FieldType.Date, Format = "%d.%m.%Y" };
        Value("03.04.2026", field, Step("map"), written).ShouldBe("2026-04-03");
        Value("2026-03-04", DayFirst, Step("map"), written).ShouldBe(Refused);
    }

    [Fact]
    public void A_value_that_a_step_turns_into_a_missing_value_is_refused()
    {
        Missing("0,3", Marked, ["0"], new NumberStep(One(new NumberForm(".", "", 0, MidpointRounding.ToEven)))).ShouldBe(Refused);
        Missing("9", Table.Field("v"), ["99"], new PadStep(One(new Padding(2, "9", true)))).ShouldBe(Refused);
        Missing("secret", Table.Field("v"), ["******"], new MaskStep(One(new Masking(0, 0, "*")))).ShouldBe(Refused);
        Missing("01.01.1900", Local with { Type = FieldType.Date, Format = "%d.%m.%Y" }, ["1900-01-01"], new DateStep(One("%Y-%m-%d"))).ShouldBe(Refused);
        Missing("1900-01-01T00:00:00Z", Local with { Format = "default" }, ["1900-01-01"], Shift("%Y-%m-%d", TimeZoneInfo.Utc)).ShouldBe(Refused);
    }

    [Fact]
    public void No_digit_of_a_second_is_dropped_where_the_pattern_has_a_fraction()
    {
        var field = new Field { Name = "v", Type = FieldType.DateTime };
        Value("2026-11-30T06:30:00.1234567", field, Shift("%Y-%m-%dT%H:%M:%S.%f%:z", TimeZoneInfo.Utc)).ShouldBe(Refused);
        Value("2026-11-30T06:30:00.12345600001", field, Shift("%Y-%m-%dT%H:%M:%S.%f%:z", TimeZoneInfo.Utc)).ShouldBe(Refused);
        Value("2026-11-30T06:30:00.00000000001Z", field, Shift(DateTimeForm.Standard, TimeZoneInfo.Utc)).ShouldBe(Refused);
        Value("2026-11-30T06:30:00.12345600Z", field, Shift("%Y-%m-%dT%H:%M:%S.%f%:z", TimeZoneInfo.Utc)).ShouldBe("2026-11-30T06:30:00.123456+00:00");
        Value("2026-11-30T06:30:00.1234567", field, new DateStep(One("%Y-%m-%dT%H:%M:%S.%f"))).ShouldBe(Refused);
    }

    [Fact]
    public void A_time_of_another_zone_without_offset_is_marked_so_for_targets()
    {
        var field = new Field { Name = "v", Type = FieldType.DateTime };
        Column(field, Shift("%Y-%m-%d %H:%M", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))).IsLocalTime.ShouldBeTrue();
        Column(field, Shift("%Y-%m-%d %H:%M", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")), Step("trim")).IsLocalTime.ShouldBeTrue();
        Column(field, Shift("%Y-%m-%d %H:%M%z", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))).IsLocalTime.ShouldBeFalse();
        Column(field, Shift("%Y-%m-%d %H:%M", TimeZoneInfo.Utc)).IsLocalTime.ShouldBeFalse();
        ReceiptColumn.Of(Column(field, Shift("%Y-%m-%d %H:%M", TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo")))).Field().IsLocalTime.ShouldBeTrue();
        Value("2026-11-30T06:30:00+01:00", field, new DateStep(One("%Y-%m-%d %H:%M"))).ShouldBe(Refused);
        Value("2026-11-30T06:30:00Z", field, new DateStep(One("%Y-%m-%d %H:%M"))).ShouldBe("2026-11-30T06:30:00.000000");
    }

    [Fact]
    public void A_program_that_keeps_cells_does_not_change_their_values()
    {
        var before = Table.Run("v\n\"1.234,50\"\n", Rules(Marked) with { AreRead = false }).Result.Output!;
        var conversion = TableConversion.Compile(new RuleSet { AreRead = true }, out _)!.After(before);
        Run(conversion, "v\n1.234\n").Counts.ContainsKey(ErrorCode.TransformError).ShouldBeTrue();
        Run(conversion, "v\n1234.50\n").Valid.ShouldBeTrue();
        Run(conversion, "other\n1.234\n").Valid.ShouldBeTrue();
    }

    private static ConversionResult Run(TableConversion conversion, string text) => conversion.Run(
        new MemoryStream(Encoding.UTF8.GetBytes(text)), new ConversionOutput(new MemoryStream(), null, () => new MemoryStream()), Facts.Of("v.csv", "job-7"), TestContext.Current.CancellationToken);

    private static RuleSet Rules(Field field, params TransformStep[] steps) =>
        new() { Dialects = [new Dialect()], Schemas = [new TableSchema { Fields = [field] }], Steps = steps, AreRead = true };

    private static Field Column(Field field, params TransformStep[] steps)
    {
        var value = field.Type == FieldType.DateTime ? "2026-07-30T06:30:00Z" : "1";
        return Table.Run($"v\n{value}\n", Rules(field, steps)).Result.Output!.Columns[^1];
    }

    private static string Missing(string cell, Field field, string[] missing, TransformStep step) => Value(cell, field with { MissingValues = missing }, step);

    /// <summary>Returns the last cell of the row as a target reads it.</summary>
    private static string Value(string cell, Field field, params TransformStep[] steps)
    {
        var table = Table.Run($"v\n\"{cell}\"\n", Rules(field, steps));
        if (!table.Result.Valid)
        {
            table.Error.Code.ShouldBe(ErrorCode.TransformError, table.Error.Message);
            return Refused;
        }

        var written = table.Output.Split('\n')[1].Split("\",\"")[^1].Trim('"');
        written = written.Contains(',', StringComparison.Ordinal) && table.Result.Output!.Columns.Count > 1 ? written.Split(',')[^1] : written;
        var column = ReceiptColumn.Of(table.Result.Output!.Columns[^1]).Field();
        using var result = new ByteBuffer(64);
        return PlainValue.EditFor(column, booleansAsDigits: false) is { } edit && edit.Apply(Encoding.UTF8.GetBytes(written), result) == EditOutcome.Changed
            ? Encoding.UTF8.GetString(result.Written) : written;
    }

    /// <summary>The steps with another default, which is in the format of the field.</summary>
    private static TransformStep[] With(TransformStep[] steps, string fill) => [.. steps.Select(step => step is DefaultStep ? new DefaultStep(One(fill)) : step)];

    private static Dictionary<string, T> One<T>(T value) => new() { ["v"] = value };

    private static ReplaceStep Replace(string from, string to) => new(One(new Replacement(from, to, false)));

    private static NumberStep Number(string decimalChar, string groupChar) => new(One(new NumberForm(decimalChar, groupChar, null, MidpointRounding.ToEven)));

    private static DateTimeStep Shift(string to, TimeZoneInfo zone) => new(One(new DateTimeForm(null, to, TimeZoneInfo.Utc, zone, RepeatedTime.Earlier)));

    private static TransformStep Step(string key) => key switch
    {
        "trim" => new TrimStep(["v"]),
        "normalize-space" => new NormalizeSpaceStep(["v"]),
        "unicode" => new UnicodeStep(["v"]),
        "upper" => new UpperStep(["v"]),
        "default" => new DefaultStep(One("1")),
        "derive" => new DeriveStep(One("{v}")),
        "replace" => Replace("x", "y"),
        "map" => new MapStep(One(new CellMap(new Dictionary<string, string> { ["-"] = "" }, new Absent(AbsentKind.Keep)))),
        "pad" => new PadStep(One(new Padding(7, "0", false))),
        "number" => Number(",", "."),
        "constant" => new ConstantStep(One("constant")),
        "derived with text" => new DeriveStep(One("-{v}")),
        _ => throw new ArgumentOutOfRangeException(nameof(key)),
    };
}
