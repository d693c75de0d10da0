using System.Text;
using System.Text.Json;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Jobs;

/// <summary><c>bad-rows: split</c>: each row of the original is delivered, or written unchanged to the rejects, exactly once.</summary>
public sealed class SplitTests
{
    private const string PlainFeed = """
        feed: orders
        settle: 0s
        bad-rows: split
        dialect: { delimiter: ";" }
        schema:
          fields:
            - { name: id, type: integer, constraints: { required: true } }
            - { name: note, type: string }
        """;

    private static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: true);

    [Fact]
    public void Good_rows_and_rejects_are_the_rows_of_the_original_also_after_a_retry_of_corrected_rejects()
    {
        const int rows = 500;
        var lines = Enumerable.Range(0, rows)
            .Select(i => i % 7 == 3 ? $"x{i};\"bad; {i}\"" : i % 11 == 5 ? $";\"no\nid {i}\"" : $"{i};\"a \"\"note\"\" {i}\"").ToList();
        using var zone = new TestZone(PlainFeed);
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", "id;note\r\n" + string.Concat(lines.Select(line => line + "\r\n")));
        Until.True(() => service.Output.Contains(" split: ", StringComparison.Ordinal), () => service.Output);

        var quarantined = zone.Jobs("failed").ShouldHaveSingleItem();
        var rejected = Rows(File.ReadAllText($"{quarantined}/rejects.csv"), "\r\n");
        var good = Rows(File.ReadAllText($"{zone.Root}/outgoing/orders/orders-1.csv"), "\n");
        rejected.ShouldAllBe(row => row.StartsWith('x') || row.StartsWith(';'));
        good.Concat(rejected).Order(StringComparer.Ordinal).ShouldBe(lines.Order(StringComparer.Ordinal));
        var counts = JsonDocument.Parse(File.ReadAllText(zone.Jobs("archive").Single() + "/receipt.json")).RootElement.GetProperty("rows");
        (counts.GetProperty("in").GetInt64(), counts.GetProperty("out").GetInt64(), counts.GetProperty("rejected").GetInt64())
            .ShouldBe((rows, good.Count, rejected.Count));

        // half of the rejects are corrected; the other half is split off again
        var corrected = rejected.Select(row => row.StartsWith('x') ? row[1..] : row).ToList();
        File.WriteAllText($"{quarantined}/rejects.csv", "id;note\r\n" + string.Concat(corrected.Select(row => row + "\r\n")));
        DropZoneProcess.Run("failed", "retry", Path.GetFileName(quarantined), "--zone", zone.Root).ExitCode.ShouldBe(0);
        Until.True(() => zone.Jobs("archive").Count == 2 && service.Output.Split(" split: ").Length == 3, () => service.Output);
        var left = zone.Jobs("failed").ShouldHaveSingleItem();
        left.ShouldNotBe(quarantined);
        zone.Outputs().ShouldBe(["orders-1.csv", "orders-1.rejects.csv"]);
        var second = Rows(File.ReadAllText($"{zone.Root}/outgoing/orders/orders-1.rejects.csv"), "\n");
        var end = good.Concat(second).Concat(Rows(File.ReadAllText($"{left}/rejects.csv"), "\r\n"));
        end.Order(StringComparer.Ordinal).ShouldBe(good.Concat(corrected).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string> Forms() => ["utf-8", "utf-8 with mark", "utf-16"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Rejects_have_the_encoding_byte_order_mark_and_line_ends_of_the_file(string form)
    {
        var encoding = form switch { "utf-8" => new UTF8Encoding(false), "utf-16" => Utf16, _ => (Encoding)new UTF8Encoding(true) };
        byte[] File(params string[] rows) => [.. encoding.GetPreamble(), .. encoding.GetBytes(string.Concat(rows.Select(row => row + "\r\n")))];

        using var zone = new TestZone(PlainFeed);
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", File("id;note", "1;gut", "x;schlecht: ä€", "2;𝄞"));
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        System.IO.File.ReadAllBytes(zone.Jobs("failed").ShouldHaveSingleItem() + "/rejects.csv").ShouldBe(File("id;note", "x;schlecht: ä€"));
    }

    [Fact]
    public void More_bad_rows_than_allowed_fail_the_file_and_the_report_has_both_numbers()
    {
        using var zone = new TestZone(PlainFeed + "\nmax-bad-rows: 25%\n");
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", "id;note\nx;\ny;\n3;\n4;\n5;\n");
        Until.True(() => zone.Ended() == 1, () => service.Output);
        zone.Outputs().ShouldBeEmpty();
        var report = File.ReadAllText(zone.Jobs("failed").ShouldHaveSingleItem() + "/report.txt");
        report.ReplaceLineEndings(" ").ShouldContain("2 of 5 rows are bad, more than max-bad-rows of the feed allows (25%).");
        File.Exists(zone.Jobs("failed")[0] + "/rejects.csv").ShouldBeFalse();
        report.Split('\n').ShouldAllBe(line => line.Length <= 80);
    }

    [Theory]
    [InlineData("id;note\nx;\n", "type-error")]
    [InlineData("id;remark\n1;\n", "incorrect-label")]
    [InlineData("id;note\n1;\n2;\"cut", "unterminated-quote")]
    public void A_file_without_a_good_row_or_with_errors_outside_rows_fails_as_a_whole(string content, string code)
    {
        using var zone = new TestZone(PlainFeed);
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", content);
        Until.True(() => zone.Ended() == 1, () => service.Output);
        zone.Outputs().ShouldBeEmpty();
        zone.Jobs("archive").ShouldBeEmpty();
        var job = zone.Jobs("failed").ShouldHaveSingleItem();
        File.ReadAllText($"{job}/report.json").ShouldContain($"\"{code}\"");
        File.ReadAllText($"{job}/orders-1.csv").ShouldBe(content);
        Directory.GetFileSystemEntries(job).Select(Path.GetFileName).Order().ShouldBe(["orders-1.csv", "report.html", "report.json", "report.txt"]);
    }

    [Fact]
    public void The_report_says_that_good_rows_were_delivered_and_what_to_do_with_the_rejects()
    {
        using var zone = new TestZone(PlainFeed);
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", "id;note\n1;\nx;\n2;\n");
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        var quarantined = zone.Jobs("failed").ShouldHaveSingleItem();
        var report = File.ReadAllText($"{quarantined}/report.txt");
        report.ReplaceLineEndings(" ").ShouldStartWith(
            "orders-1.csv was split: 2 good rows delivered to outgoing/orders, 1 bad row kept in rejects.csv.");
        report.ShouldContain("Do not drop the whole file again");
        report.Split('\n').ShouldAllBe(line => line.Length <= 80);
        using var json = JsonDocument.Parse(File.ReadAllText($"{quarantined}/report.json"));
        json.RootElement.GetProperty("outcome").GetString().ShouldBe("split");
        json.RootElement.GetProperty("deliveredTo").GetString().ShouldBe("outgoing/orders");
        using var receipt = JsonDocument.Parse(File.ReadAllText(zone.Jobs("archive").Single() + "/receipt.json"));
        receipt.RootElement.GetProperty("split").GetString().ShouldBe($"failed/orders/{Path.GetFileName(quarantined)}");
    }

    /// <summary>Returns the rows below the header. A line that ends inside a quoted cell is joined with the next line.</summary>
    private static List<string> Rows(string table, string end)
    {
        var rows = new List<string>();
        foreach (var line in table.Split(end)[1..^1])
        {
            if (rows.Count > 0 && rows[^1].Count(c => c == '"') % 2 == 1)
                rows[^1] += end + line;
            else
                rows.Add(line);
        }

        return rows;
    }
}
