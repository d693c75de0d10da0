using DropZone.Csv.Dialects;
using DropZone.Tables.References;
using DropZone.Tables.Schema;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Steps.Cell;
using DropZone.Tables.Transform.Steps.Column;
using DropZone.Tables.Transform.Steps.Row;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Conversion;

public sealed class CompileTests
{
    [Fact]
    public void All_problems_are_reported_with_their_paths()
    {
        var rules = Table.Rules(
            Table.Field("a", FieldType.Integer, new Constraints { Minimum = "x", Pattern = "." }),
            Table.Field("b", constraints: new Constraints { Pattern = "(", MinLength = 3, MaxLength = 2 }),
            new Field { Name = "c", Type = FieldType.Date, Format = "%Q" },
            Table.Field("a", constraints: new Constraints { Pattern = "(?=x)" }),
            Table.Field("e", FieldType.Boolean, new Constraints { Maximum = "1" })) with
        {
            Dialects = [new Dialect { Delimiter = 'é' }],
            Steps =
            [
                new UpperStep(["z"]),
                new SelectStep(["b", "c"]),
                new DateStep(new Dictionary<string, string> { ["a"] = "%Y", ["c"] = "%Q" }),
                new RenameStep(new Dictionary<string, string> { ["b"] = "c" }),
                new AddStep(new Dictionary<string, string> { ["n"] = "{what}" }),
                new DateTimeStep(new Dictionary<string, DateTimeForm> { ["n"] = new("%Q", "%:", TimeZoneInfo.Utc, TimeZoneInfo.Utc, RepeatedTime.Later) }),
            ],
        };
        Table.Problems(rules).Select(problem => problem.Path).Order(StringComparer.Ordinal).ShouldBe(
        [
            "dialect.delimiter",
            "schema.fields[0].constraints.minimum",
            "schema.fields[0].constraints.pattern",
            "schema.fields[1].constraints.minLength",
            "schema.fields[1].constraints.pattern",
            "schema.fields[2].format",
            "schema.fields[3].constraints.pattern",
            "schema.fields[3].name",
            "schema.fields[4].constraints.maximum",
            "transform[0].upper[0]",
            "transform[2].date.a",
            "transform[2].date.c",
            "transform[3].rename.b",
            "transform[4].add.n",
            "transform[5].datetime.n.from",
            "transform[5].datetime.n.to",
        ]);
    }

    [Fact]
    public void Names_can_be_swapped() =>
        Table.Run("a,b\n1,2\n", Table.Steps(new RenameStep(new Dictionary<string, string> { ["a"] = "b", ["b"] = "a" }))).Output.ShouldBe("b,a\n1,2\n");

    [Fact]
    public void Templates_are_checked_without_a_schema() =>
        Table.Problems(Table.Steps(new AddStep(new Dictionary<string, string> { ["n"] = "}" }))).ShouldHaveSingleItem().Path.ShouldBe("transform[0].add.n");

    [Theory]
    [InlineData("none", "id", "name", "reference")]
    [InlineData("t", "code", "name", "key")]
    [InlineData("t", "id", "title", "add")]
    public void A_lookup_is_checked_against_its_table(string reference, string key, string added, string place)
    {
        var table = new ReferenceTable("t", new Dialect(), () => new MemoryStream("id,name\n"u8.ToArray()));
        var rules = Table.Steps(new LookupStep(reference, [("a", key)], [(added, "n")], null)) with { References = [table] };
        Table.Problems(rules).ShouldHaveSingleItem().Path.ShouldBe($"transform[0].lookup.{place}");
    }

    [Fact]
    public void A_default_of_a_lookup_is_for_a_column_that_it_adds()
    {
        var table = new ReferenceTable("t", new Dialect(), () => new MemoryStream("id,name\n"u8.ToArray()));
        var rules = Table.Steps(new LookupStep("t", [("a", "id")], [("name", "n")], new Dictionary<string, string> { ["name"] = "" })) with { References = [table] };
        Table.Problems(rules).ShouldHaveSingleItem().Message.ShouldBe("The step does not add a column \"name\". It adds n.");
    }
}
