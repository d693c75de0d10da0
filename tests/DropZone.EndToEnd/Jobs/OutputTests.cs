using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Jobs;

/// <summary>Outputs in the format configured by <c>output</c>, and the row counts of the receipt.</summary>
public sealed class OutputTests
{
    private const string Form = "\noutput: { delimiter: \";\", lineTerminator: CRLF, encoding: windows-1252, csv-injection: escape }\n";

    [Fact]
    public void A_compressed_output_keeps_its_extension_when_its_name_is_already_used()
    {
        using var zone = new TestZone(TestZone.OrdersFeed + "\noutput: { gzip: true }\n");
        using var service = DropZoneProcess.RunService(zone);
        for (var i = 1; i <= 2; i++)
        {
            zone.Drop("orders-1.csv", $"id,country\n{i},de\n");
            Until.True(() => zone.Jobs("archive").Count == i, () => service.Output);
        }

        zone.Drop("orders-2.csv.gz", Packed("id,country\n2,fr\n"));
        Until.True(() => zone.Jobs("archive").Count == 3, () => service.Output);
        var names = zone.Outputs();
        names.Count.ShouldBe(3);
        names.ShouldContain("orders-1.csv.gz");
        names.ShouldContain("orders-2.csv.gz");
        names.ShouldContain(name => name.StartsWith("orders-1.2", StringComparison.Ordinal) && name.EndsWith(".csv.gz", StringComparison.Ordinal));
        Unpacked($"{zone.Root}/outgoing/orders/orders-1.csv.gz").ShouldBe("id,country\n1,DE\n");
        Unpacked($"{zone.Root}/outgoing/orders/orders-2.csv.gz").ShouldBe("id,country\n2,FR\n");
    }

    [Fact]
    public void A_transform_can_add_the_time_and_the_digest_of_the_file_to_each_row()
    {
        const string Input = "id,country\n1,de\n";
        const string Digest = "b7f6d2b09928b686f7d2be5221a8323aaa99c826e1c1ec1efc44ccc97697ec4e";
        using var zone = new TestZone(TestZone.OrdersFeed + "\n  - add: { at: \"{file.time}\", digest: \"{file.sha256}\" }\n");
        using var service = DropZoneProcess.RunService(zone);
        var file = zone.FileOutside("orders-1.csv", Input);
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 11, 23, 10, 15, 2, DateTimeKind.Utc));
        var expected = $"id,country,at,digest\n1,DE,2026-11-23T10:15:02Z,{Digest}\n";
        CommandRun.Of("transform", file, "--feed", "orders", "--zone", zone.Root).Output.ShouldBe(expected);
        CommandRun.With(Input, "transform", "-", "--feed", "orders", "--zone", zone.Root).Output.ShouldEndWith($",{Digest}\n");

        File.Move(file, $"{zone.Root}/incoming/orders-1.csv");
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        File.ReadAllText($"{zone.Root}/outgoing/orders/orders-1.csv").ShouldBe(expected);
    }

    [Fact]
    public void A_compressed_delivery_is_delivered_uncompressed_and_without_the_extension()
    {
        using var zone = new TestZone();
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv.gz", Packed("id,country\n1,de\n"));
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        zone.Outputs().ShouldBe(["orders-1.csv"]);
        File.ReadAllText($"{zone.Root}/outgoing/orders/orders-1.csv").ShouldBe("id,country\n1,DE\n");
        File.Exists(zone.Jobs("archive").Single() + "/orders-1.csv.gz").ShouldBeTrue();
    }

    [Theory]
    [InlineData(Form, "id;country\r\n1;Ö\r\n2;'=A1\r\n")]
    [InlineData("\noutput: { gzip: true }\n", "id,country\n1,Ö\n2,=A1\n")]
    public void The_transform_command_writes_the_same_bytes_as_the_service_delivers(string form, string text)
    {
        const string Input = "id,country\n1,ö\n2,=a1\n";
        using var zone = new TestZone(TestZone.OrdersFeed + form);
        var (whole, part) = (zone.FileOutside("whole", ""), zone.FileOutside("part", ""));
        string[] arguments = ["transform", zone.FileOutside("orders-1.csv", Input), "--feed", "orders", "--zone", zone.Root];
        CommandRun.Of([.. arguments, "-o", whole]).ExitCode.ShouldBe(0);
        CommandRun.Of([.. arguments, "--limit", "1", "-o", part]).ExitCode.ShouldBe(0);

        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", Input);
        Until.True(() => zone.Jobs("archive").Count == 1, () => service.Output);
        var delivered = $"{zone.Root}/outgoing/orders/{zone.Outputs().Single()}";
        File.ReadAllBytes(whole).ShouldBe(File.ReadAllBytes(delivered));
        string Read(string path) => form == Form ? Encoding.Latin1.GetString(File.ReadAllBytes(path)) : Unpacked(path);
        Read(delivered).ShouldBe(text);
        Read(part).ShouldBe(text[..text.IndexOf('2', StringComparison.Ordinal)]);
    }

    [Fact]
    public void The_receipt_counts_every_row_once()
    {
        using var zone = new TestZone(
            TestZone.OrdersFeed + "\n  - filter: { drop: { country: [AT, CH] } }\nbad-rows: split\noutput: { encoding: iso-8859-1, csv-injection: reject }\n");
        using var service = DropZoneProcess.RunService(zone);
        zone.Drop("orders-1.csv", "id,country\n1,de\n2,at\nx,it\n3,ch\n4,fr\n5,€\n6,=A1\n7\n8,es\n");
        Until.True(() => zone.Jobs("archive").Count == 1 && zone.Jobs("failed").Count == 1, () => service.Output);
        using var receipt = JsonDocument.Parse(File.ReadAllText(zone.Jobs("archive")[0] + "/receipt.json"));
        var rows = receipt.RootElement.GetProperty("rows");
        long Count(string name) => rows.GetProperty(name).GetInt64();
        (Count("in"), Count("out"), Count("filtered"), Count("deduplicated"), Count("rejected")).ShouldBe((9, 3, 2, 0, 4));
        File.ReadAllText($"{zone.Root}/outgoing/orders/orders-1.csv").ShouldBe("id,country\n1,DE\n4,FR\n8,ES\n");
        File.ReadAllText(zone.Jobs("failed")[0] + "/rejects.csv").ShouldBe("id,country\nx,it\n5,€\n6,=A1\n7\n");
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static string Unpacked(string path)
    {
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var reader = new StreamReader(gzip);
        return reader.ReadToEnd();
    }
}
