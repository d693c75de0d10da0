using System.Text;
using System.Text.Json;
using DropZone.Errors;
using DropZone.Reports.Json;
using DropZone.Reports.Model;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Reports.Json;

public sealed class ReportJsonTests
{
    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":1,\"format\":1}")]
    [InlineData("\"type-error\": 1", "\"type-error\": 1, \"type-error\": 1")]
    [InlineData("\"type-error\"", "\"no-such-error\"")]
    [InlineData("\"validate\"", "\"7up\"")]
    [InlineData("\"2026-11-23T10:15:02.0000000Z\"", "\"yesterday\"")]
    public void A_damaged_report_is_rejected(string what, string? replacement = null)
    {
        var text = Text(SampleReport.WithErrors(SampleReport.Cell(7)));
        ReportJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))).Counts.Count.ShouldBe(1);
        var damaged = replacement is null ? what : text.Replace(what, replacement, StringComparison.Ordinal);
        damaged.ShouldNotBe(text);
        Should.Throw<JsonException>(() => ReportJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(damaged))));
    }

    [Fact]
    public void Its_shape_is_stable()
    {
        var report = SampleReport.WithErrors(SampleReport.Cell(7, "1\u001b<é>"), SampleReport.Whole(ErrorCode.ChecksumMismatch, "It differs."));

        Text(report with { Summary = "It was rejected.", Advice = ["Fix it."] }).ShouldBe("""
            {
              "format": 1,
              "job": "20261123T101502Z-k7f3q9xd-orders.csv",
              "feed": "orders",
              "file": {
                "name": "orders.csv",
                "size": 48213,
                "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "owner": {
                  "uid": 1000,
                  "name": "anna"
                },
                "mtime": "2026-11-23T10:14:59.1234567Z"
              },
              "received": "2026-11-23T10:15:02.0000000Z",
              "finished": "2026-11-23T10:15:03.2500000Z",
              "outcome": "failed",
              "stage": "validate",
              "summary": "It was rejected.",
              "counts": {
                "type-error": 1,
                "checksum-mismatch": 1
              },
              "rows": {
                "in": 1204,
                "out": 0,
                "filtered": 0,
                "deduplicated": 0,
                "rejected": 0
              },
              "errors": [
                {
                  "row": 7,
                  "line": 7,
                  "byte": 280,
                  "column": 3,
                  "field": "price",
                  "code": "type-error",
                  "value": "1\u001B<é>",
                  "message": "A number was expected, such as 12.5."
                },
                {
                  "row": 0,
                  "line": 0,
                  "byte": 0,
                  "column": null,
                  "field": null,
                  "code": "checksum-mismatch",
                  "value": null,
                  "message": "It differs."
                }
              ],
              "advice": [
                "Fix it."
              ],
              "version": "0.1.0"
            }

            """);
    }

    [Fact]
    public void A_written_report_is_read_back_unchanged()
    {
        var report = SampleReport.WithErrors(SampleReport.Cell(7, "\ud83d\ude00 \0"), SampleReport.Whole(ErrorCode.Poison, "Thrice."));
        report = report with { Feed = null, File = report.File with { Sha256 = null, Owner = null } };

        var read = Read(Text(report));

        read.Errors.ShouldBe(report.Errors);
        read.File.ShouldBe(report.File);
        Text(read).ShouldBe(Text(report));
    }

    [Fact]
    public void Half_a_character_does_not_break_it()
    {
        var report = SampleReport.WithErrors(SampleReport.Cell(7, "cut\ud83d"));

        Read(Text(report)).Errors[0].Value.ShouldBe("cut\ufffd");
    }

    [Fact]
    public void A_newer_format_is_rejected_and_unknown_properties_are_ignored()
    {
        var text = Text(SampleReport.WithErrors(SampleReport.Cell(2)));

        Read(text.Replace("\"version\"", "\"colour\": \"red\", \"version\"")).Version.ShouldBe("0.1.0");
        Should.Throw<JsonException>(() => Read(text.Replace("\"format\": 1", "\"format\": 2"))).Message.ShouldContain("format 2");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"one\"}")]
    public void Other_text_is_rejected(string text)
    {
        Should.Throw<JsonException>(() => Read(text));
    }

    private static string Text(Report report)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Report Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return ReportJson.Read(stream);
    }
}
