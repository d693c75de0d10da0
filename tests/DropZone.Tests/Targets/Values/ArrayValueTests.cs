using System.Text;
using DropZone.Csv;
using DropZone.Targets.Postgres.Values;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Targets.Values;

public sealed class ArrayValueTests
{
    [Theory]
    [InlineData("{{{{{{1}}}}}}", true)]
    [InlineData("{{{{{{{1}}}}}}}", false)]
    [InlineData("{{1,2},{3,4}}", true)]
    public void An_array_has_at_most_the_dimensions_of_the_server(string text, bool isTaken) => IsTaken(text).ShouldBe(isTaken);

    [Fact]
    public void Millions_of_braces_are_refused_and_do_not_exhaust_the_stack() => IsTaken(new string('{', 20_000_000)).ShouldBeFalse();

    private static bool IsTaken(string text)
    {
        using var result = new ByteBuffer(64);
        return new ArrayValue(new IntegerValue(int.MinValue, int.MaxValue, isNumber: false)).TryWrite(Encoding.UTF8.GetBytes(text), result);
    }
}
