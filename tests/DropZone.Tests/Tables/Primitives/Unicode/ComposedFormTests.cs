using System.Diagnostics;
using System.Globalization;
using System.Text;
using DropZone.Csv;
using DropZone.Tables.Primitives.Unicode;
using Shouldly;
using Xunit;

namespace DropZone.Tests.Tables.Primitives.Unicode;

public sealed class ComposedFormTests
{
    /// <summary>Of Debian's package unicode-data, which <c>tests/run</c> installs.</summary>
    private const string ConformanceTest = "/usr/share/unicode/NormalizationTest.txt";

    [Fact]
    public void It_passes_the_conformance_test_of_Unicode()
    {
        var lines = ReadConformanceTest();
        var version = Table().Split([' ', ';'], 4)[2];
        if (!lines[0].Contains($"-{version}.txt", StringComparison.Ordinal))
            Assert.Skip($"the table is of Unicode {version}, the test is {lines[0]}: regenerate compositions.txt");

        var tested = new HashSet<string>();
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] is not ('#' or '@')))
        {
            var columns = line.Split(';').Take(5).Select(Text).ToArray();
            tested.Add(columns[0]);
            foreach (var same in columns.Take(3))
                Composed(same).ShouldBe(columns[1], line);
            foreach (var compatible in columns.Skip(3))
                Composed(compatible).ShouldBe(columns[3], line);
        }

        tested.Count.ShouldBeGreaterThan(18_000);
        for (var value = 0; value <= 0x10FFFF; value++)
            if (Rune.IsValid(value) && new Rune(value).ToString() is var other && !tested.Contains(other))
                Composed(other).ShouldBe(other);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("e", "e")]
    [InlineData("e\u0301", "é")]
    [InlineData("\u0301e", "\u0301e")]
    [InlineData("a\u0323\u0301 a\u0301\u0323", "ạ\u0301 ạ\u0301")]
    [InlineData("\u1112\u1161\u11ab", "한")]
    [InlineData("\u212b", "Å")]
    [InlineData("\u0958", "क\u093c")]
    public void Text_is_composed(string text, string composed) => Composed(text).ShouldBe(composed);

    [Fact]
    public void Composed_text_is_unchanged_without_allocation()
    {
        var text = "Orléans, 한, Å, e\u0316 and ASCII"u8.ToArray();
        using var result = new ByteBuffer(64);
        ComposedForm.Write(text, result).ShouldBeFalse();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            ComposedForm.Write(text, result);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void A_million_marks_on_one_letter_take_no_quadratic_time()
    {
        var text = "a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 500_000));
        var watch = Stopwatch.StartNew();
        Composed(text).Length.ShouldBe(1_000_000);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("e\u0301 ", "é ")]
    [InlineData("क\u0301\u0323漢", "क\u0323\u0301漢")]
    [InlineData("\u1112\u1161\u11ab", "한")]
    public void A_text_of_megabytes_is_composed_like_its_parts_in_little_memory(string text, string composed)
    {
        const int count = 400_000;
        Composed(string.Concat(Enumerable.Repeat(text, count))).ShouldBe(string.Concat(Enumerable.Repeat(composed, count)));
    }

    private static string Table() => Repository.Read("src/DropZone/Tables/Primitives/Unicode/compositions.txt");

    private static string Composed(string text)
    {
        using var result = new ByteBuffer(16);
        return ComposedForm.Write(Encoding.UTF8.GetBytes(text), result) ? Encoding.UTF8.GetString(result.Written) : text;
    }

    private static string Text(string characters) =>
        string.Concat(characters.Split(' ').Select(character => new Rune(int.Parse(character, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()));

    private static string[] ReadConformanceTest()
    {
        if (File.Exists(ConformanceTest))
            return File.ReadAllLines(ConformanceTest);
        if (!File.Exists(ConformanceTest + ".bz2"))
            Assert.Skip($"there is no {ConformanceTest}: apt-get install unicode-data");
        using var unpack = Process.Start(new ProcessStartInfo("bzip2", ["-dc", ConformanceTest + ".bz2"]) { RedirectStandardOutput = true })!;
        return unpack.StandardOutput.ReadToEnd().Split('\n');
    }
}
