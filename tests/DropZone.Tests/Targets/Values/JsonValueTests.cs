using System.Text;
using DropZone.Csv;
using DropZone.Targets.Postgres.Values;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Targets.Values;

public sealed class JsonValueTests
{
    [Theory]
    [InlineData("""{"a":1,"b":{"a":2},"c":[{"a":1},{"a":1}]}""", true)]
    [InlineData("""{"a":1,"b":{"a":2,"a":3}}""", false)]
    [InlineData("""{"a":1,"\u0061":2}""", false)]
    [InlineData("""[{"b":{"a":1}},{"b":{"a":1},"b":1}]""", false)]
    [InlineData("{", true)]
    public void An_object_has_each_name_once(string text, bool isTaken)
    {
        using var result = new ByteBuffer(64);
        var value = new JsonValue();
        for (var time = 0; time < 2; time++)
            value.TryWrite(Encoding.UTF8.GetBytes(text), result).ShouldBe(isTaken);
    }

    [Fact]
    public void Cells_make_no_garbage()
    {
        using var result = new ByteBuffer(64);
        var value = new JsonValue();
        var text = """{"a":1,"b":{"\u0061":2},"c":[{"a":1},{"a":1}]}"""u8.ToArray();
        value.TryWrite(text, result);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 1000; time++)
        {
            result.Truncate(0);
            value.TryWrite(text, result);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
    }
}
