using Shouldly;
using Xunit;

namespace DropZone.EndToEnd;

public sealed class SmokeTests
{
    [Fact]
    public void The_library_loads() => typeof(ErrorCode).Assembly.GetName().Name.ShouldBe("DropZone.Library");
}
