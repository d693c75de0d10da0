using System.Buffers.Binary;
using System.Globalization;
using DropZone.Tables.Conversion;
using DropZone.Tables.Transform.Duplicates;
using DropZone.Tables.Transform.Options;
using DropZone.Tables.Transform.Steps;
using DropZone.Tables.Transform.Steps.Cell;
using DropZone.Tables.Transform.Steps.Row;
using DropZone.Tables.Validation.Checks;
using DropZone.Tests.Csv.Reading;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Transform;

public sealed class DeduplicationTests
{
    private static readonly DeduplicateStep First = new(["key"], LastWins: false, Window: null);
    private static readonly DeduplicateStep Last = First with { LastWins = true };
    private static readonly DeduplicateStep Across = First with { Window = TimeSpan.FromDays(30) };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_row_of_each_key_stays_and_a_second_run_drops_none(bool lastWins) =>
        Fuzz.Run(rounds: 40, random =>
        {
            var rows = Enumerable.Range(0, random.Next(12_000)).Select(i => (Key: random.Next(400), Number: i)).ToList();
            var wanted = rows.GroupBy(row => row.Key).Select(group => lastWins ? group.Last() : group.First()).OrderBy(row => row.Number).ToList();
            var rules = Table.Steps(lastWins ? Last : First);

            var once = Table.Run(Lines(rows), rules, chunk: 1000);
            once.Output.ShouldBe(Lines(wanted));
            once.Result.Rows.ShouldBe(new RowCounts(rows.Count, wanted.Count, 0, rows.Count - wanted.Count, 0));
            Table.Run(once.Output, rules).Output.ShouldBe(once.Output);
        });

    [Fact]
    public void Rows_of_earlier_files_are_dropped_and_the_keys_of_the_others_are_kept()
    {
        var (first, keys) = Run("key,n\na,1\nb,2\na,3\n", [Across], []);
        first.ShouldBe("key,n\na,1\nb,2\n");
        keys.Count.ShouldBe(2);
        var (second, more) = Run("key,n\nb,4\nc,5\n,6\n", [Across], [.. keys]);
        second.ShouldBe("key,n\nc,5\n,6\n");
        more.ShouldHaveSingleItem();
        keys.ShouldNotContain(more[0]);
    }

    [Fact]
    public void The_key_of_a_row_dropped_by_a_later_step_is_not_kept()
    {
        TransformStep[] steps = [Across, new FilterStep(false, [new Comparison("n", ComparisonKind.Equal, ["2"])]), new MapStep(
            new Dictionary<string, CellMap> { ["n"] = new(new Dictionary<string, string> { ["1"] = "one", ["4"] = "four" }, new Absent(AbsentKind.Fail)) })];
        var (output, keys) = Run("key,n\na,1\nb,2\nc,3\nd,4\n", steps, [], BadRows.Split);
        output.ShouldBe("key,n\na,one\nd,four\n");
        keys.Count.ShouldBe(2, "b was filtered, c rejected");
    }

    [Fact]
    public void The_last_of_a_file_wins_and_earlier_files_win_over_it()
    {
        var (_, keys) = Run("key,n\na,1\n", [Across], []);
        var (output, more) = Run("key,n\nb,1\na,2\nb,3\n", [Across with { LastWins = true }], [.. keys]);
        output.ShouldBe("key,n\nb,3\n");
        more.Count.ShouldBe(1);
    }

    [Fact]
    public void One_step_may_keep_the_last_row_and_one_may_compare_with_earlier_files()
    {
        Table.Problems(Table.Steps(Last, First, Last)).ShouldHaveSingleItem().Path.ShouldBe("transform[2].deduplicate.keep");
        Table.Problems(Table.Steps(Across, Across)).ShouldHaveSingleItem().Path.ShouldBe("transform[1].deduplicate.window");
    }

    [Fact]
    public void A_missing_column_is_reported_if_there_is_a_schema()
    {
        var rules = Table.Rules(Table.Field("id")) with { Steps = [First] };
        Table.Problems(rules).ShouldHaveSingleItem().Message.ShouldContain("no column \"key\"");
    }

    private static string Lines(IEnumerable<(int Key, int Number)> rows) =>
        "key,n\n" + string.Concat(rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Key},{row.Number}\n")));

    private static (string Output, List<UInt128> Keys) Run(string text, TransformStep[] steps, HashSet<UInt128> seen, BadRows badRows = BadRows.Fail)
    {
        using var kept = new MemoryStream();
        var run = Table.Run(text, Table.Steps(steps) with { BadRows = badRows }, records: new RecordKeys(seen.Contains, kept));
        return (run.Output, [.. kept.ToArray().Chunk(16).Select(key => BinaryPrimitives.ReadUInt128BigEndian(key))]);
    }
}
