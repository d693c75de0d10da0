using System.Text.Json;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Conformance;

/// <summary>The runner of external cases, on cases of these tests.</summary>
public sealed class ConformanceTests
{
    [Fact]
    public void Right_verdicts_are_counted()
    {
        var (right, wrong, output) = Run("cases.json");
        output.ShouldBeEmpty();
        (right, wrong).ShouldBe((8, 0));
    }

    [Fact]
    public void A_wrong_verdict_is_shown_with_its_message()
    {
        var (right, wrong, output) = Run("wrong.json");
        (right, wrong).ShouldBe((1, 1));
        output.ShouldBe("{\"type\":\"year\"} \"13\": expected valid; got invalid: \"cell\" is not of type year; expected a year such as 2026.\n");
    }

    private static (int Right, int Wrong, string Output) Run(string name)
    {
        using var file = JsonDocument.Parse(Repository.Read($"tests/DropZone.Tests/Conformance/{name}"));
        var output = new StringWriter { NewLine = "\n" };
        var (right, wrong) = DropZone.Conformance.Program.Run(file.RootElement, output);
        return (right, wrong, output.ToString());
    }
}
