using System.Globalization;
using System.Text;
using DropZone.Csv;
using DropZone.Csv.Dialects;
using DropZone.Tables.References;
using DropZone.Tests.Csv.Reading;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.References;

public sealed class LookupTableTests
{
    private static readonly LookupColumns Columns = new(["id"], ["name"]);

    [Fact]
    public void It_finds_the_same_rows_as_a_dictionary() => Fuzz.Run(20, random =>
    {
        var expected = new Dictionary<string, string>();
        for (var i = random.Next(5000); i > 0; i--)
            expected[random.Next(100_000).ToString("x", CultureInfo.InvariantCulture) + new string('k', random.Next(200))] = new string('v', random.Next(300)) + i;
        var table = new ReferenceTable("t", new Dialect(), () => Text("id,other,name\n" + string.Concat(expected.Select(pair => $"{pair.Key},x,{pair.Value}\n")))).Lookup(Columns);
        table.Count.ShouldBe(expected.Count);
        foreach (var (key, value) in expected)
            Find(table, key).ShouldBe(value);
        for (var i = 0; i < 100; i++)
            Find(table, $"{i}-absent").ShouldBeNull();
    });

    [Fact]
    public void A_cell_of_megabytes_is_kept_too()
    {
        var large = new string('x', 3_000_000);
        Find(new ReferenceTable("t", new Dialect(), () => Text($"id,name\n1,a\n2,{large}\n3,c\n")).Lookup(Columns), "2").ShouldBe(large);
    }

    [Fact]
    public void Runs_share_a_table_until_the_file_changes()
    {
        var (stamp, opened) = (1, 0);
        var source = new ReferenceTable("t", new Dialect(), () => Text($"id,name\n1,{++opened}\n"), () => stamp);
        var first = source.Lookup(Columns);
        source.Lookup(new LookupColumns(["id"], ["name"])).ShouldBeSameAs(first);
        stamp++;
        Find(source.Lookup(Columns), "1").ShouldBe("2");
        Find(first, "1").ShouldBe("1");
    }

    [Fact]
    public void A_file_that_may_have_just_been_written_is_not_cached()
    {
        var opened = 0;
        var source = new ReferenceTable("t", new Dialect(), () => Text($"id,name\n1,{++opened}\n"), () => null);
        source.Lookup(Columns);
        Find(source.Lookup(Columns), "1").ShouldBe("2");
    }

    [Fact]
    public void A_file_that_changes_while_it_is_read_is_rejected()
    {
        var stamp = 0;
        var source = new ReferenceTable("t", new Dialect(), () => Text("id,name\n"), () => stamp++);
        Should.Throw<ReferenceException>(() => source.Lookup(Columns)).Message.ShouldContain("changed while it was read");
    }

    [Theory]
    [InlineData("id,name\n1,a\n\n2,b\n1,c\n", "the reference table t has the same id in line 2 and in line 5. Remove one of them")]
    [InlineData("id,title\n", "the reference table t has no column name. Its columns are id, title")]
    [InlineData("", "the reference table t has a malformed header: ")]
    [InlineData("id,name\n1,\"a\n", "the reference table t is malformed in line 2: ")]
    [InlineData("id,x,name\n1,2\n", "the reference table t has 2 cells in line 2, but its header has 3")]
    public void A_table_that_cannot_be_used_is_reported_with_its_line(string text, string message) =>
        Should.Throw<ReferenceException>(() => new ReferenceTable("t", new Dialect(), () => Text(text)).Lookup(Columns)).Message.ShouldStartWith(message);

    [Fact]
    public void Rows_with_an_empty_key_are_never_found_and_may_be_repeated() =>
        new ReferenceTable("t", new Dialect(), () => Text("id,name\n,a\n,b\n")).Lookup(Columns).Count.ShouldBe(0);

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static string? Find(LookupTable table, string key)
    {
        using var bytes = new ByteBuffer(16);
        LengthPrefix.Write(Encoding.UTF8.GetBytes(key), bytes);
        return table.TryFindCells(bytes.Written, out var cells) ? Encoding.UTF8.GetString(LengthPrefix.TakeText(ref cells)) : null;
    }
}
