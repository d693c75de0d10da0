using System.Text;
using System.Text.Json;
using DropZone.Errors;
using DropZone.Reports.Json;
using DropZone.Reports.Model;
using DropZone.Tables.Conversion;
using DropZone.Tables.Errors;
using DropZone.Tables.Schema;
using DropZone.Tests.Tables;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Reports.Json;

public sealed class VerdictJsonTests
{
    [Fact]
    public void Its_shape_is_stable()
    {
        var result = Table.Run("id,price\n1,x\n2\n", Table.Rules(Table.Field("id"), Table.Field("price", FieldType.Number))).Result;
        Text(new Verdict("in/orders.csv", result)).ShouldBe(
            """{"file":"in/orders.csv","valid":false,"errors":["""
            + """{"row":2,"line":2,"byte":11,"column":2,"field":"price","code":"type-error","value":"x","message":"\"price\" is not of type number; expected a number such as 12.5."},"""
            + """{"row":3,"line":3,"byte":13,"column":2,"field":"price","code":"missing-cell","value":null,"message":"The cell of \"price\" is missing; expected as cell 2: the row has 1 cell and the header has 2."}],"""
            + "\"counts\":{\"missing-cell\":1,\"type-error\":1},\"rows\":2}\n");
        Text(new Verdict("-", Table.Run("a\n1\n").Result)).ShouldBe("""{"file":"-","valid":true,"errors":[],"counts":{},"rows":1}""" + "\n");
    }

    [Fact]
    public void Missing_properties_of_an_error_are_null()
    {
        using var document = JsonDocument.Parse(Text(new Verdict("empty.csv", Table.Run("").Result)));
        var error = document.RootElement.GetProperty("errors")[0];
        error.EnumerateObject().Select(member => member.Name).ShouldBe(["row", "line", "byte", "column", "field", "code", "value", "message"]);
        foreach (var name in new[] { "column", "field", "value" })
            error.GetProperty(name).ValueKind.ShouldBe(JsonValueKind.Null);
    }

    /// <summary>20 codes, 1000 errors of each, and the letters that take the most room in JSON.</summary>
    [Theory]
    [InlineData("\U0001f600")]
    [InlineData("\u0001")]
    [InlineData("語")]
    [InlineData("x")]
    public void The_errors_take_less_than_5_megabytes_and_each_code_has_its_share(string letter)
    {
        var text = string.Concat(Enumerable.Repeat(letter, 200 / letter.Length));
        var codes = Enum.GetValues<ErrorCode>().Take(20).ToList();
        TableError[] errors = [.. Enumerable.Range(1, 1000).SelectMany(
            row => codes.Select(code => new TableError(row, row, row, 1, text, code, text, string.Concat(Enumerable.Repeat(text, 10)))))];
        var result = new ConversionResult(default, errors, codes.ToDictionary(code => code, _ => 5_000_000L));
        var json = Text(new Verdict("bad.csv", result));
        Encoding.UTF8.GetByteCount(json).ShouldBeLessThan(5_000_000);

        using var document = JsonDocument.Parse(json);
        var kept = document.RootElement.GetProperty("errors").EnumerateArray().CountBy(error => error.GetProperty("code").GetString()!).ToList();
        kept.Select(pair => pair.Key).ShouldBe(codes.Select(code => code.Name()));
        kept.Min(pair => pair.Value).ShouldBeGreaterThan(10);
        (kept.Max(pair => pair.Value) - kept.Min(pair => pair.Value)).ShouldBeLessThan(10);

        using var report = new MemoryStream();
        ReportJson.Write(SampleReport.WithErrors(result.Counts, errors), report);
        report.Length.ShouldBeLessThan(5_000_000);
    }

    private static string Text(Verdict verdict)
    {
        using var stream = new MemoryStream();
        VerdictJson.Write(verdict, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
