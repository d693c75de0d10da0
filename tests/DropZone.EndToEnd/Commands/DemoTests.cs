using DropZone.EndToEnd.Harness;
using Shouldly;
using Xunit;

namespace DropZone.EndToEnd.Commands;

public sealed class DemoTests
{
    [Fact]
    public void The_demo_ends_with_each_of_its_four_files_in_its_folder()
    {
        var (exitCode, output) = DropZoneProcess.Run("demo", "--once");
        exitCode.ShouldBe(0, output);
        var root = output.Split('\n').First(line => line.Contains("Zone of this demo:", StringComparison.Ordinal)).Split(": ")[1].Trim();
        try
        {
            output.ShouldContain("still has it open: it is not claimed");
            output.Split('\n').ShouldAllBe(line => line.Length <= 120);
            Directory.GetFiles($"{root}/outgoing/orders").Select(Path.GetFileName).Order().ShouldBe(["orders-good.csv", "orders-slow.csv"]);
            File.ReadAllLines($"{root}/outgoing/orders/orders-slow.csv").Length.ShouldBe(3);
            Names(Directory.GetDirectories($"{root}/archive/orders").SelectMany(Directory.GetDirectories)).ShouldBe(["orders-good.csv", "orders-slow.csv"]);
            Names(Directory.GetDirectories($"{root}/failed/orders")).ShouldBe(["orders-bad.csv", "orders-excel.csv"]);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static IEnumerable<string> Names(IEnumerable<string> jobs) => jobs.Select(job => Path.GetFileName(job)[26..]).Order(StringComparer.Ordinal);
}
