using System.Text.Json;
using DropZone.Conformance;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Csv.Reading;

/// <summary>The runner of external cases, on cases of the same format.</summary>
public sealed class ConformanceTests
{
    private const string Cases = """
        { "cases": [
          { "id": "a/objects", "header": true, "input": { "text": "b,a\n1,\"x\"\"\ny\"\n" }, "expect": "objects", "records": [{ "a": "x\"\ny", "b": "1" }] },
          { "id": "a/rows_crlf", "input": { "text": "a\n\"x\ny\"\n" }, "expect": "rows", "records": [["a"], ["x\r\ny"]] },
          { "id": "a/all-empty", "input": { "text": "\n\n" }, "expect": "rows", "records": [[""], [""]] },
          { "id": "a/empty-one-column", "input": { "text": "foo\n\n" }, "expect": "rows", "records": [["foo"], [""]] },
          { "id": "a/header-no-rows", "input": { "text": "foo,bar" }, "expect": "rows", "records": [] },
          { "id": "a/bad-header-wrong-header", "input": { "text": "qux,quux,quuz" }, "expect": "error" },
          { "id": "a/bad-quote", "input": { "text": "a\nx\"y\n" }, "expect": "error" }
        ] }
        """;

    [Fact]
    public void Cases_of_each_type_are_right()
    {
        using var document = JsonDocument.Parse(Cases);
        using var output = new StringWriter();
        CsvRecords.Run(document.RootElement, output).ShouldBe((7, 0), output.ToString());
    }

    [Fact]
    public void Wrong_cases_are_reported()
    {
        using var document = JsonDocument.Parse(Cases.Replace("\"b\": \"1\"", "\"b\": \"2\"", StringComparison.Ordinal).Replace("x\\\"y\\n", "x\\n", StringComparison.Ordinal));
        using var output = new StringWriter();
        CsvRecords.Run(document.RootElement, output).ShouldBe((5, 2));
        output.ToString().ShouldContain("a/bad-quote: expected an error");
    }
}
